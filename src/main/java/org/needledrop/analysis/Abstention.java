package org.needledrop.analysis;

/**
 * A decision for no genre, with its reason.
 *
 * @param detail explanation for the user: {@code 1.2 s of audio, a snippet needs 3.0 s}
 */
public record Abstention(Reason reason, String detail) implements Decision {

  /** Why there is no genre; the text is written into tags. */
  public enum Reason {
    TOO_SHORT("too short"),
    SILENT("silent"),
    /** Noise, a tone or a hum, which do not change over time. */
    STEADY("steady"),
    /** Unlike the training data, for example speech. */
    UNFAMILIAR("unfamiliar"),
    UNSURE("unsure");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}

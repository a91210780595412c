package org.needledrop.tagging;

/**
 * No genre, and why.
 *
 * @param detail for people: {@code 1.2 s of audio, a snippet needs 3.0 s}
 */
public record Abstention(Reason reason, String detail) implements Decision {

  /** Why there is no genre; written into the file as it stands here. */
  public enum Reason {
    TOO_SHORT("too short"),
    SILENT("silent"),
    /** Noise, a tone or a hum: nothing happens in it. */
    STEADY("steady"),
    /** Unlike all that the network learned from, as speech is. */
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

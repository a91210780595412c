package org.needledrop.tags;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.needledrop.audio.Container;
import org.needledrop.failure.Stage;
import org.needledrop.failure.UnsupportedFormat;

/** The formats whose tags can be written; detected from the content, not the file name. */
public enum TagFormat {
  MP3("MP3", "mp3"),
  FLAC("FLAC", "flac"),
  OGG_VORBIS("Ogg Vorbis", "ogg oga"),
  OGG_OPUS("Ogg Opus", "opus ogg oga"),
  OGG_FLAC("Ogg FLAC", "oga ogg"),
  MP4("MP4", "m4a m4b m4p m4r mp4 mov 3gp 3g2"),
  WAV("WAV", "wav wave bwf"),
  AIFF("AIFF", "aiff aif aifc"),
  ASF("WMA", "wma asf");

  private final String displayName;

  /** Separated by blanks, the usual one first. */
  private final String extensions;

  TagFormat(String displayName, String extensions) {
    this.displayName = displayName;
    this.extensions = extensions;
  }

  /** Returns the format of a container and ffmpeg's codec; empty if its tags cannot be written. */
  public static Optional<TagFormat> of(Container container, String codec) {
    return switch (container) {
      case MP3 -> Optional.of(MP3);
      case FLAC -> Optional.of(FLAC);
      case OGG -> ofOgg(codec);
      case MP4 -> Optional.of(MP4);
      case WAV -> Optional.of(WAV);
      case AIFF -> Optional.of(AIFF);
      case ASF -> Optional.of(ASF);
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<TagFormat> ofOgg(String codec) {
    return switch (codec) {
      case "vorbis" -> Optional.of(OGG_VORBIS);
      case "opus" -> Optional.of(OGG_OPUS);
      case "flac" -> Optional.of(OGG_FLAC);
      default -> Optional.empty();
    };
  }

  /**
   * Rejects a file whose extension does not match its content: other programs would read the wrong
   * kind of tag.
   *
   * @throws UnsupportedFormat if the extension is not one of this format's
   */
  public void requireFittingName(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    List<String> fitting = List.of(extensions.split(" "));
    if (name.indexOf('.') < 0 || !fitting.contains(extension)) {
      String named = name.indexOf('.') < 0 ? "without an extension" : "." + extension;
      throw new UnsupportedFormat(
          file,
          Stage.WRITE,
          "the file is %s but is named %s; rename it to .%s"
              .formatted(displayName, named, fitting.getFirst()));
    }
  }
}

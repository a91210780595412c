package org.needledrop.tags;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.needledrop.audio.Container;

/** The formats whose tags can be written; detected from the content, not the file name. */
public enum TagFormat {
  MP3("MP3", "mp3 mp2 mp1 mpa"),
  FLAC("FLAC", "flac"),
  OGG_VORBIS("Ogg Vorbis", "ogg oga"),
  OGG_OPUS("Ogg Opus", "opus ogg oga"),
  OGG_FLAC("Ogg FLAC", "oga ogg"),
  MP4("MP4", "m4a m4b m4p m4r mp4 mov 3gp 3g2"),
  WAV("WAV", "wav wave bwf"),
  AIFF("AIFF", "aiff aif aifc"),
  ASF("WMA", "wma asf"),
  APE("Monkey's Audio", "ape"),
  MUSEPACK("Musepack", "mpc mp+ mpp"),
  WAVPACK("WavPack", "wv"),
  TAK("TAK", "tak"),
  TTA("True Audio", "tta"),
  DSF("DSF", "dsf");

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
      case APE -> Optional.of(APE);
      case MUSEPACK -> Optional.of(MUSEPACK);
      case WAVPACK -> Optional.of(WAVPACK);
      case TAK -> Optional.of(TAK);
      case TTA -> Optional.of(TTA);
      case DSF -> Optional.of(DSF);
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
   * Returns what is wrong with the name of a file of this format; empty if the extension fits. Such
   * a file gets the tags of its content: other programs that detect the content read them, and
   * those that go by the name cannot read any.
   */
  public Optional<String> misnaming(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    List<String> fitting = List.of(extensions.split(" "));
    if (name.indexOf('.') >= 0 && fitting.contains(extension)) {
      return Optional.empty();
    }
    String named = name.indexOf('.') < 0 ? "without an extension" : "." + extension;
    return Optional.of(
        "the file is %s but is named %s; programs that go by the name need it as .%s"
            .formatted(displayName, named, fitting.getFirst()));
  }
}

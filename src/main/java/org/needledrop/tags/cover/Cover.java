package org.needledrop.tags.cover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.audio.exceptions.CannotReadException;
import org.jaudiotagger.audio.exceptions.InvalidAudioFrameException;
import org.jaudiotagger.audio.exceptions.ReadOnlyFileException;
import org.jaudiotagger.tag.Tag;
import org.jaudiotagger.tag.TagException;
import org.jaudiotagger.tag.images.Artwork;

/**
 * A picture embedded in an audio file.
 *
 * @param contentType {@code image/jpeg} or another type that browsers show
 */
public record Cover(String contentType, byte[] bytes) {

  /** Kept, as the library logs a line for every file and a logger may be collected. */
  private static final Logger LIBRARY = Logger.getLogger("org.jaudiotagger");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  /**
   * Returns the first picture of a file; empty if it has none of a known type, or its format is not
   * among those that the library reads (MP3, FLAC, Ogg Vorbis, MP4, WMA, WAV, AIFF).
   */
  public static Optional<Cover> read(Path file) {
    try {
      return Optional.ofNullable(AudioFileIO.read(file.toFile()).getTag())
          .map(Tag::getFirstArtwork)
          .map(Artwork::getBinaryData)
          .flatMap(bytes -> contentType(bytes).map(type -> new Cover(type, bytes)));
    } catch (CannotReadException
        | IOException
        | TagException
        | ReadOnlyFileException
        | InvalidAudioFrameException
        | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Tells a type by its first bytes (WHATWG MIME Sniffing, section 6.1). */
  private static Optional<String> contentType(byte[] bytes) {
    if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of("image/jpeg");
    } else if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    } else if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    return startsWith(bytes, 8, 'W', 'E', 'B', 'P') ? Optional.of("image/webp") : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int from, int... start) {
    if (bytes.length < from + start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[from + i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}

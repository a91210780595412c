package org.needledrop.similarity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.needledrop.json.JsonMappers;

/** Tracks as JSON lines, one {@link IndexedTrack} per line. */
public final class TrackLines {

  private static final ObjectMapper JSON = JsonMappers.WITH_OPTIONALS;

  private TrackLines() {}

  /** Writes one line per track. */
  public static void write(Stream<IndexedTrack> tracks, Writer lines) throws IOException {
    for (IndexedTrack track : (Iterable<IndexedTrack>) tracks::iterator) {
      lines.write(JSON.writeValueAsString(track));
      lines.write('\n');
    }
    lines.flush();
  }

  /**
   * Reads the lines of a file. The caller must close the stream.
   *
   * @throws UncheckedIOException if the file cannot be read or a line is not a track; the message
   *     contains file and line
   */
  public static Stream<IndexedTrack> read(Path file) {
    try {
      // Read as bytes: a UTF-8 reader reads ahead and cannot tell which line is malformed.
      BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
      AtomicLong number = new AtomicLong();
      return Stream.iterate("", Objects::nonNull, _ -> line(file, lines))
          .skip(1)
          .map(line -> track(file, number.incrementAndGet(), line))
          .onClose(() -> close(lines));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String line(Path file, BufferedReader lines) {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
  }

  /**
   * @param line line with one character per byte
   */
  private static IndexedTrack track(Path file, long number, String line) {
    try {
      IndexedTrack track = JSON.readValue(utf8(line), IndexedTrack.class);
      if (track != null) {
        return track;
      }
    } catch (JsonProcessingException e) {
      throw noTrack(file, number, e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw noTrack(file, number, "not UTF-8", e);
    }
    throw noTrack(file, number, line, new IOException(line));
  }

  private static String utf8(String line) throws CharacterCodingException {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static UncheckedIOException noTrack(Path file, long number, String why, IOException e) {
    return new UncheckedIOException(
        "%s: line %d is not a track: %s".formatted(file, number, why), e);
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.needledrop.similarity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Tracks as JSON lines: all that an index keeps of them, one {@link IndexedTrack} a line. */
public final class TrackLines {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private TrackLines() {}

  /** Writes a line for each track. */
  public static void write(Stream<IndexedTrack> tracks, Writer lines) throws IOException {
    for (IndexedTrack track : (Iterable<IndexedTrack>) tracks::iterator) {
      lines.write(JSON.writeValueAsString(track));
      lines.write('\n');
    }
    lines.flush();
  }

  /**
   * Reads what was written. Close the stream.
   *
   * @throws UncheckedIOException when the file cannot be read or a line is no track; the message
   *     names file and line
   */
  public static Stream<IndexedTrack> read(Path file) {
    try {
      BufferedReader lines = Files.newBufferedReader(file);
      AtomicLong number = new AtomicLong();
      return lines
          .lines()
          .map(line -> track(file, number.incrementAndGet(), line))
          .onClose(() -> close(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static IndexedTrack track(Path file, long number, String line) {
    try {
      return JSON.readValue(line, IndexedTrack.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "%s: line %d is no track: %s".formatted(file, number, e.getOriginalMessage()), e);
    }
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.needledrop.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import org.needledrop.json.JsonMappers;

/**
 * The JSON output of every command: JSON Lines, one value a line, so that an aborted run leaves
 * whole values.
 */
public final class JsonLines implements AutoCloseable {

  private final Path path;
  private final Writer lines;

  private JsonLines(Path path, Writer lines) {
    this.path = path;
    this.lines = lines;
  }

  /**
   * Opens a file for JSON Lines.
   *
   * @param path {@code -} for standard output
   * @throws UncheckedIOException if the file cannot be written
   */
  public static JsonLines open(Path path) {
    try {
      return new JsonLines(path, ReportFile.open(path));
    } catch (IOException e) {
      throw ReportFile.unwritable(path, e);
    }
  }

  /** Writes a value, which is in the file when this returns. */
  public void write(Object value) {
    try {
      lines.write(JsonMappers.PLAIN.writeValueAsString(value));
      lines.write('\n');
      lines.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("has no JSON: " + value, e);
    } catch (IOException e) {
      throw ReportFile.unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw ReportFile.unwritable(path, e);
    }
  }
}

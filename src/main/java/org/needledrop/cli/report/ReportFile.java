package org.needledrop.cli.report;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.needledrop.csv.CsvFormat;
import org.needledrop.failure.IoReason;

/** A report written row by row, so that an aborted run leaves the rows it has finished. */
public final class ReportFile implements AutoCloseable {

  private static final List<String> CSV_COLUMNS =
      List.of(
          "path",
          "source",
          "status",
          "genre",
          "topGenre",
          "confidence",
          "abstained",
          "styles",
          "detail",
          "failure",
          "note",
          "analysed",
          "title",
          "artist",
          "album",
          "year",
          "seconds",
          "container",
          "codec",
          "sampleRateHz",
          "channels",
          "audioHash",
          "model",
          "method",
          "changes");

  private final Path path;
  private final Rows rows;

  private ReportFile(Path path, Rows rows) {
    this.path = path;
    this.rows = rows;
  }

  /** Writes rows in one format. */
  private interface Rows extends Closeable {
    void write(ReportRow row) throws IOException;
  }

  /**
   * Opens a JSON report: JSON Lines, one {@link ReportRow} each.
   *
   * @param path {@code -} for standard output
   * @throws UncheckedIOException if the file cannot be written
   */
  public static ReportFile json(Path path) {
    JsonLines lines = JsonLines.open(path);
    return new ReportFile(
        path,
        new Rows() {
          @Override
          public void write(ReportRow row) {
            lines.write(row);
          }

          @Override
          public void close() {
            lines.close();
          }
        });
  }

  /** Opens a CSV report: one column per genre; tag changes are joined with {@code |}. */
  public static ReportFile csv(Path path, List<String> genres) {
    try {
      CsvMapper mapper = CsvFormat.MAPPER;
      CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
      CSV_COLUMNS.forEach(schema::addColumn);
      genres.forEach(schema::addColumn);
      SequenceWriter rows = mapper.writer(schema.build()).writeValues(open(path));
      return new ReportFile(
          path,
          new Rows() {
            @Override
            public void write(ReportRow row) throws IOException {
              rows.write(flat(mapper.convertValue(row, Map.class), row)).flush();
            }

            @Override
            public void close() throws IOException {
              rows.close();
            }
          });
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  static Writer open(Path path) throws IOException {
    return path.toString().equals("-") ? StandardOutput.writer() : Files.newBufferedWriter(path);
  }

  private static Map<String, Object> flat(Map<?, ?> fields, ReportRow row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    CSV_COLUMNS.forEach(column -> columns.put(column, fields.get(column)));
    columns.put("styles", String.join("; ", row.decision().styles()));
    columns.put("changes", String.join(" | ", row.changes()));
    columns.putAll(row.analysis().probabilities());
    return columns;
  }

  void add(ReportRow row) {
    try {
      rows.write(row);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  static UncheckedIOException unwritable(Path path, IOException e) {
    return new UncheckedIOException("cannot write the report " + path + ": " + IoReason.of(e), e);
  }
}

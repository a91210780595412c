package org.needledrop.cli.report;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.needledrop.failure.IoReason;

/** A report written row by row, so that an aborted run leaves the rows it has finished. */
public final class ReportFile implements AutoCloseable {

  private static final List<String> CSV_COLUMNS =
      List.of(
          "track",
          "file",
          "status",
          "genre",
          "confidence",
          "styles",
          "abstained",
          "detail",
          "failure",
          "note",
          "analysed",
          "seconds",
          "container",
          "codec",
          "sampleRateHz",
          "channels",
          "audioHash",
          "model",
          "changes");

  private final Path path;
  private final SequenceWriter rows;
  private final Function<ReportRow, Object> shape;

  private ReportFile(Path path, SequenceWriter rows, Function<ReportRow, Object> shape) {
    this.path = path;
    this.rows = rows;
    this.shape = shape;
  }

  /**
   * Opens a JSON report: an array of {@link ReportRow}s.
   *
   * @param path {@code -} for standard output
   * @throws UncheckedIOException if the file cannot be written
   */
  public static ReportFile json(Path path) {
    try {
      JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      return new ReportFile(path, mapper.writer().writeValuesAsArray(open(path)), row -> row);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** Opens a CSV report: one column per genre; tag changes are joined with {@code |}. */
  public static ReportFile csv(Path path, List<String> genres) {
    try {
      CsvMapper mapper = new CsvMapper();
      CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
      CSV_COLUMNS.forEach(schema::addColumn);
      genres.forEach(schema::addColumn);
      SequenceWriter rows = mapper.writer(schema.build()).writeValues(open(path));
      return new ReportFile(path, rows, row -> flat(mapper.convertValue(row, Map.class), row));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static Writer open(Path path) throws IOException {
    return path.toString().equals("-") ? StandardOutput.writer() : Files.newBufferedWriter(path);
  }

  private static Map<String, Object> flat(Map<?, ?> fields, ReportRow row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    CSV_COLUMNS.forEach(column -> columns.put(column, fields.get(column)));
    columns.put("styles", String.join("; ", row.styles()));
    columns.put("changes", String.join(" | ", row.changes()));
    columns.putAll(row.probabilities());
    return columns;
  }

  void add(ReportRow row) {
    try {
      rows.write(shape.apply(row)).flush();
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

  private static UncheckedIOException unwritable(Path path, IOException e) {
    return new UncheckedIOException("cannot write the report " + path + ": " + IoReason.of(e), e);
  }
}

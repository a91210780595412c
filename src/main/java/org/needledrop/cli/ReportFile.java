package org.needledrop.cli;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report that grows row by row, so that it is there as far as a run came. */
interface ReportFile extends AutoCloseable {

  void add(ReportRow row);

  @Override
  void close();

  /**
   * A JSON array of {@link ReportRow}s.
   *
   * @param path {@code -} is the standard output
   */
  static ReportFile json(Path path) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    return writing(path, out -> mapper.writer().writeValuesAsArray(out), row -> row);
  }

  /** The same in a table: one column a genre, lines of change joined. */
  static ReportFile csv(Path path, List<String> genres) {
    CsvMapper mapper = new CsvMapper();
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
    CSV_COLUMNS.forEach(schema::addColumn);
    genres.forEach(schema::addColumn);
    return writing(
        path,
        out -> mapper.writer(schema.build()).writeValues(out),
        row -> flat(mapper.convertValue(row, Map.class), row));
  }

  List<String> CSV_COLUMNS =
      List.of(
          "track",
          "file",
          "status",
          "genre",
          "confidence",
          "abstained",
          "detail",
          "failure",
          "analysed",
          "seconds",
          "container",
          "codec",
          "sampleRateHz",
          "channels",
          "audioHash",
          "model",
          "changes");

  private static Map<String, Object> flat(Map<?, ?> fields, ReportRow row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    CSV_COLUMNS.forEach(column -> columns.put(column, fields.get(column)));
    columns.put("changes", String.join(" | ", row.changes()));
    columns.putAll(row.probabilities());
    return columns;
  }

  private static ReportFile writing(Path path, Format format, RowShape shape) {
    try {
      boolean standardOutput = path.toString().equals("-");
      PrintWriter out =
          standardOutput
              ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
              : new PrintWriter(Files.newBufferedWriter(path));
      SequenceWriter rows = format.open(out);
      return new ReportFile() {
        @Override
        public void add(ReportRow row) {
          run(path, () -> rows.write(shape.of(row)).flush());
        }

        @Override
        public void close() {
          run(path, rows::close);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": the report cannot be written", e);
    }
  }

  private static void run(Path path, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": the report cannot be written", e);
    }
  }

  /** Opens rows of one format on an output. */
  interface Format {
    SequenceWriter open(PrintWriter out) throws IOException;
  }

  /** What of a row is written. */
  interface RowShape {
    Object of(ReportRow row);
  }

  /** Something that writes. */
  interface Step {
    void run() throws IOException;
  }
}

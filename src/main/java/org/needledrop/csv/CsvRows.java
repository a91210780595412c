package org.needledrop.csv;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads CSV files with a header. */
public final class CsvRows {

  private CsvRows() {}

  /**
   * Returns the rows by column name.
   *
   * @throws UncheckedIOException if the file cannot be read or is malformed
   */
  public static List<Map<String, String>> read(Path csv) {
    try (MappingIterator<Map<String, String>> rows =
        CsvFormat.MAPPER
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv.toFile())) {
      return rows.readAll();
    } catch (IOException | RuntimeJsonMappingException e) {
      throw new UncheckedIOException(
          "cannot read " + csv + ": " + e.getMessage(), new IOException(e));
    }
  }
}

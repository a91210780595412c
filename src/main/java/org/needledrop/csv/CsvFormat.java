package org.needledrop.csv;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;

/** CSV as every table of Needledrop reads and writes it: RFC 4180 by Jackson's defaults. */
public final class CsvFormat {

  /** Is not reconfigured. */
  public static final CsvMapper MAPPER = new CsvMapper();

  private CsvFormat() {}
}

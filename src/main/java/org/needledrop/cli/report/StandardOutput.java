package org.needledrop.cli.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Standard output as a stream that throws if the output is full or closed, as files do. */
public final class StandardOutput extends OutputStream {

  private StandardOutput() {}

  /** Returns a UTF-8 writer; closing it leaves standard output open. */
  public static Writer writer() {
    return new BufferedWriter(new OutputStreamWriter(new StandardOutput(), StandardCharsets.UTF_8));
  }

  @Override
  public void write(int unit) {
    System.out.write(unit);
  }

  @Override
  public void write(byte[] units, int offset, int count) {
    System.out.write(units, offset, count);
  }

  @Override
  public void flush() throws IOException {
    if (System.out.checkError()) {
      throw new IOException("standard output is full or closed");
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}

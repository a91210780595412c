package org.needledrop.tagging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that hold audio but are none. */
final class OtherFiles {
  private OtherFiles() {}

  /** An archive of one file. */
  static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("sound.mp3"));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}

package org.needledrop.evaluation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpyArrayTest {

  @TempDir private Path folder;

  @Test
  void holdsAsManyValuesAsItsShapeSays() {
    NumpyArray array = NumpyArray.parse(array("<f4", "2, 3", 24));
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.floats()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f4 | 2, 3 | 23 | 23 bytes do not hold <f4 values of shape [2, 3]",
        "<f4 | 2147483647 | 24 | 24 bytes do not hold <f4",
        "<f4 | 2147483647, 2147483647, 9 | 24 | too large",
        "<f4 | 99999999999 | 24 | 99999999999",
        "<Ux | 2 | 24 | unsupported dtype: <Ux",
        "<U999999 | 2 | 24 | 24 bytes do not hold <U999999"
      })
  void refusesValuesThatDoNotFitTheHeader(String type, String shape, int bytes, String why) {
    byte[] file = array(type, shape, bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumpyArray.parse(file))
        .withMessageContaining(why);
  }

  @Test
  void refusesAFileThatIsCutOffAnywhereAndNamesIt() throws IOException {
    byte[] whole = array("<f4", "2, 3", 24);
    for (int length = 0; length < whole.length; length++) {
      Path npz = archive(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NumpyArray.ofArchive(npz, "X"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(npz + ": X is damaged: ");
    }
  }

  private Path archive(byte[] array) throws IOException {
    Path npz = folder.resolve("a.npz");
    try (OutputStream file = Files.newOutputStream(npz);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("X.npy"));
      zip.write(array);
    }
    return npz;
  }

  /** Version 1.0. */
  private static byte[] array(String type, String shape, int bytes) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s,), }\n".formatted(type, shape);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("\u0093NUMPY\1\0".getBytes(ISO_8859_1));
    file.write(header.length());
    file.write(0);
    file.writeBytes(header.getBytes(ISO_8859_1));
    file.writeBytes(new byte[bytes]);
    return file.toByteArray();
  }
}

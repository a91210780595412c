package org.needledrop.evaluation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A C-ordered array saved by NumPy. Source: numpy.lib.format, versions 1.0 and 2.0.
 *
 * @param type such as {@code <f4}, {@code |u1} or {@code <U11}
 */
public record NumpyArray(String type, int[] shape, ByteBuffer values) {
  private static final Pattern HEADER =
      Pattern.compile("'descr': '(.+?)'.*'fortran_order': False.*'shape': \\(([0-9, ]*)\\)");

  /** Byte order, kind and size (bytes of a number, characters of a string). */
  private static final Pattern TYPE = Pattern.compile("[<|=]([fiubU])(\\d{1,6})");

  private static final int CHARACTER_BYTES = 4;

  /**
   * @throws IllegalArgumentException if the values do not match the shape, or the type is not
   *     supported
   */
  public NumpyArray {
    long bytes = valueBytes(type);
    for (int size : shape) {
      bytes = Math.multiplyExact(bytes, (long) size);
    }
    if (bytes != values.capacity()) {
      throw new IllegalArgumentException(
          "%d bytes do not hold %s values of shape %s"
              .formatted(values.capacity(), type, Arrays.toString(shape)));
    }
  }

  private static long valueBytes(String type) {
    Matcher parts = TYPE.matcher(type);
    if (!parts.matches()) {
      throw new IllegalArgumentException("unsupported dtype: " + type);
    }
    int size = Integer.parseInt(parts.group(2));
    return parts.group(1).equals("U") ? (long) size * CHARACTER_BYTES : size;
  }

  /**
   * Reads an array of an {@code npz} archive.
   *
   * @throws UncheckedIOException if it is missing or damaged
   */
  public static NumpyArray ofArchive(Path npz, String name) {
    try (ZipFile archive = new ZipFile(npz.toFile());
        InputStream entry = entry(archive, name + ".npy")) {
      return parse(entry.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + npz + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(
          "%s: %s is damaged: %s".formatted(npz, name, e.getMessage()), new IOException(e));
    }
  }

  private static InputStream entry(ZipFile archive, String name) throws IOException {
    ZipEntry entry = archive.getEntry(name);
    if (entry == null) {
      throw new FileNotFoundException("there is no array " + name);
    }
    return archive.getInputStream(entry);
  }

  /**
   * Parses the output of {@code numpy.save}.
   *
   * @throws IllegalArgumentException if it is damaged or in Fortran order
   */
  public static NumpyArray parse(byte[] file) {
    try {
      return parseWhole(file);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IllegalArgumentException("the array is truncated or too large", e);
    }
  }

  private static NumpyArray parseWhole(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = bytes.get(6) == 1;
    int start = first ? 10 : 12;
    int length = first ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
    String header = new String(file, start, length, StandardCharsets.ISO_8859_1);
    Matcher fields = HEADER.matcher(header);
    if (!fields.find()) {
      throw new IllegalArgumentException("not a C-ordered array: " + header);
    }
    int[] shape =
        Arrays.stream(fields.group(2).split(",", -1))
            .map(String::strip)
            .filter(size -> !size.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    int end = start + length;
    return new NumpyArray(
        fields.group(1), shape, bytes.slice(end, file.length - end).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns {@code float32} values. */
  public float[] floats() {
    float[] floats = new float[values.capacity() / Float.BYTES];
    values.asFloatBuffer().get(floats);
    return floats;
  }

  /** Returns {@code <U} strings, four bytes per character. */
  public String[] strings() {
    int length = Integer.parseInt(type.substring(2));
    String[] strings = new String[shape[0]];
    for (int i = 0; i < strings.length; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < length && values.getInt(4 * (i * length + j)) != 0; j++) {
        text.appendCodePoint(values.getInt(4 * (i * length + j)));
      }
      strings[i] = text.toString();
    }
    return strings;
  }
}

package org.needledrop.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Spoils audio files in ways that no encoder would. */
public final class SpoiledFile {
  private SpoiledFile() {}

  /** Overwrites the first {@code old} that follows {@code after}; both texts are as long. */
  public static void replace(Path file, String after, String old, String replacement)
      throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    int at = content.indexOf(old, content.indexOf(after));
    String patched = content.substring(0, at) + replacement + content.substring(at + old.length());
    Files.writeString(file, patched, StandardCharsets.ISO_8859_1);
  }

  /**
   * Adds an empty Content Encryption Object to the header of an ASF file. Source: Advanced Systems
   * Format specification 01.20.05, sections 3.1 and 3.14.
   */
  public static void addContentEncryption(Path file) throws IOException {
    byte[] guid = HexFormat.of().parseHex("fbb3112223bdd211b4b700a0c955fc6e");
    ByteBuffer old = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer patched = ByteBuffer.allocate(old.capacity() + 40).order(ByteOrder.LITTLE_ENDIAN);
    patched.put(old.array(), 0, 30).put(guid).putLong(40).put(new byte[16]);
    patched.put(old.array(), 30, old.capacity() - 30);
    patched.putLong(16, old.getLong(16) + 40).putInt(24, old.getInt(24) + 1);
    Files.write(file, patched.array());
  }

  /** Stretches an 8 kHz mono 16-bit WAV file, without writing its 345 MB. */
  public static void promiseSixHoursOfSilence(Path file) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    int size = 6 * 3600 * 16_000;
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(content.indexOf("data") + 4);
      open.writeInt(Integer.reverseBytes(size));
      open.setLength(open.getFilePointer() + size);
    }
  }
}

package org.needledrop.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Makes the headers of sound files state another duration; the audio stays as it is. */
public final class WrongHeader {
  /** GUID of ASF's file properties, bytes in file order (ASF specification, 10.1). */
  private static final String FILE_PROPERTIES =
      new String(HexFormat.of().parseHex("a1dcab8c47a9cf118ee400c00c205365"), ISO_8859_1);

  private WrongHeader() {}

  /** Sets the number of frames after {@code Xing} or {@code Info}. */
  public static void xing(Path mp3, int frames) throws IOException {
    String text = Files.readString(mp3, ISO_8859_1);
    int at = Math.max(text.indexOf("Xing"), text.indexOf("Info"));
    put(mp3, at + 8, frames);
  }

  /** Replaces a Xing header by a VBRI header (its fields are those of Fraunhofer's encoder). */
  public static void vbri(Path mp3, int frames) throws IOException {
    byte[] file = Files.readAllBytes(mp3);
    String text = new String(file, ISO_8859_1);
    int at = Math.max(text.indexOf("Xing"), text.indexOf("Info"));
    ByteBuffer bytes = ByteBuffer.wrap(file);
    bytes.position(at).put("VBRI".getBytes(ISO_8859_1)).putShort((short) 1).putInt(0);
    bytes.putInt(file.length).putInt(frames).put(new byte[32]);
    Files.write(mp3, file);
  }

  /** Multiplies the sample count of STREAMINFO (RFC 9639, 8.2), of which it keeps 32 bits. */
  public static void flac(Path flac, int factor) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(flac));
    put(flac, 22, bytes.getInt(22) * factor);
  }

  /** Multiplies the durations of track, movie and edit list (ISO 14496-12, 8.2 to 8.6). */
  public static void mp4(Path mp4, int factor) throws IOException {
    String text = Files.readString(mp4, ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(mp4));
    int[] places = {
      text.indexOf("mdhd") + 20, text.indexOf("mvhd") + 20, text.indexOf("elst") + 12
    };
    for (int at : places) {
      bytes.putInt(at, bytes.getInt(at) * factor);
    }
    Files.write(mp4, bytes.array());
  }

  /** Multiplies {@code numSampleFrames} in {@code COMM}. */
  public static void aiff(Path aiff, int factor) throws IOException {
    int at = Files.readString(aiff, ISO_8859_1).indexOf("COMM") + 10;
    put(aiff, at, ByteBuffer.wrap(Files.readAllBytes(aiff)).getInt(at) * factor);
  }

  /** Multiplies the play duration of ASF's file properties (section 3.2). */
  public static void asf(Path asf, int factor) throws IOException {
    int at = Files.readString(asf, ISO_8859_1).indexOf(FILE_PROPERTIES) + 64;
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(asf)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(at, bytes.getLong(at) * factor);
    Files.write(asf, bytes.array());
  }

  /** Sets the size of {@code data} in a WAV file. */
  public static void wav(Path wav, int size) throws IOException {
    int at = Files.readString(wav, ISO_8859_1).indexOf("data") + 4;
    put(wav, at, Integer.reverseBytes(size));
  }

  private static void put(Path file, int at, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt(at, value);
    Files.write(file, bytes);
  }
}

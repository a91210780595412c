package org.needledrop.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Audio files that point to other files, or that are much longer than they look. */
final class HostileFile {

  /** Of an alias record, up to the names that ffmpeg reads (libavformat/mov.c, mov_read_dref). */
  private static final int ALIAS_HEAD = 150;

  private HostileFile() {}

  /**
   * Says that the samples of an MP4 lie in another file, in both ways there are: by address, and as
   * an alias of the Macintosh.
   */
  static void referTo(String address, String path, Path mp4) throws IOException {
    ByteArrayOutputStream references = new ByteArrayOutputStream();
    references.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 2});
    byte[] alias = alias(path);
    references.writeBytes(
        ByteBuffer.allocate(12).putInt(12 + alias.length).put(text("alis")).array());
    references.writeBytes(alias);
    byte[] url = text(address + "\0");
    references.writeBytes(
        ByteBuffer.allocate(12).putInt(12 + url.length).put(text("url ")).array());
    references.writeBytes(url);
    replaceAtom(
        mp4, "dref", references.toByteArray(), List.of("dinf", "minf", "mdia", "trak", "moov"));
  }

  private static byte[] alias(String path) {
    byte[] absolute = text(path);
    byte[] relative = text("secret.wav");
    ByteBuffer alias = ByteBuffer.allocate(ALIAS_HEAD + 16 + absolute.length + relative.length);
    alias.put(10, (byte) 3).put(11, text("HD "));
    alias.put(50, (byte) relative.length).put(51, relative);
    alias.putShort(130, (short) 1).putShort(132, (short) 1);
    alias.position(ALIAS_HEAD);
    alias.putShort((short) 2).putShort((short) absolute.length).put(absolute);
    alias.putShort((short) 18).putShort((short) relative.length).put(relative);
    return alias.putShort((short) -1).array();
  }

  /** Plays all of an MP4 again and again. */
  static void repeat(int times, Path mp4) throws IOException {
    byte[] bytes = Files.readAllBytes(mp4);
    int at = find(bytes, "elst") + 12;
    byte[] edit = Arrays.copyOfRange(bytes, at, at + 12);
    ByteBuffer edits = ByteBuffer.allocate(8 + 12 * times).putInt(0).putInt(times);
    for (int i = 0; i < times; i++) {
      edits.put(edit);
    }
    replaceAtom(mp4, "elst", edits.array(), List.of("edts", "trak", "moov"));
  }

  /** An ID3v2.3 tag whose picture and addresses are elsewhere, before an MP3. */
  static void pointElsewhere(String address, Path mp3) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(frame("APIC", text("\0-->\0\3\0" + address)));
    for (String name : List.of("WOAF", "WCOM", "WORS")) {
      frames.writeBytes(frame(name, text(address)));
    }
    frames.writeBytes(frame("LINK", text("APIC" + address + "\0")));
    int size = frames.size();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(text("ID3\3\0\0"));
    file.writeBytes(new byte[] {0, 0, (byte) (size >> 7 & 127), (byte) (size & 127)});
    file.writeBytes(frames.toByteArray());
    file.writeBytes(Files.readAllBytes(mp3));
    Files.write(mp3, file.toByteArray());
  }

  private static byte[] frame(String name, byte[] content) {
    return ByteBuffer.allocate(10 + content.length)
        .put(text(name))
        .putInt(content.length)
        .putShort((short) 0)
        .put(content)
        .array();
  }

  /** The header of a WAV file, and hardly anything behind it. */
  static Path wav(Path file, int channels, int sampleRateHz, int dataBytes) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(44 + 64).order(ByteOrder.LITTLE_ENDIAN);
    header.put(text("RIFF")).putInt(dataBytes + 36).put(text("WAVEfmt ")).putInt(16);
    header.putShort((short) 1).putShort((short) channels).putInt(sampleRateHz);
    header
        .putInt(sampleRateHz * channels * 2)
        .putShort((short) (channels * 2))
        .putShort((short) 16);
    header.put(text("data")).putInt(dataBytes);
    return Files.write(file, header.array());
  }

  private static void replaceAtom(Path mp4, String name, byte[] content, List<String> around)
      throws IOException {
    byte[] bytes = Files.readAllBytes(mp4);
    int at = find(bytes, name) - 4;
    int old = ByteBuffer.wrap(bytes).getInt(at);
    ByteBuffer patched = ByteBuffer.allocate(bytes.length - old + 8 + content.length);
    patched.put(bytes, 0, at).putInt(8 + content.length).put(text(name)).put(content);
    patched.put(bytes, at + old, bytes.length - at - old);
    for (String outer : around) {
      int place = find(bytes, outer) - 4;
      patched.putInt(place, patched.getInt(place) + 8 + content.length - old);
    }
    Files.write(mp4, patched.array());
  }

  private static int find(byte[] bytes, String name) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

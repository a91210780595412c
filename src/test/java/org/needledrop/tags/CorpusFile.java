package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.needledrop.tags.Id3Bytes.frame;
import static org.needledrop.tags.Id3Bytes.joined;
import static org.needledrop.tags.Id3Bytes.tag;
import static org.needledrop.tags.Id3Bytes.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A small file of each shape that other programs write.
 *
 * @param name of the file
 * @param options of ffmpeg, which makes it
 * @param change what is changed then
 */
record CorpusFile(String name, TagFormat format, List<String> options, Change change) {

  /** Changes the bytes of a file to a shape that ffmpeg does not write. */
  interface Change {
    byte[] of(byte[] file);
  }

  private static final Change NONE = file -> file;

  static List<CorpusFile> all() {
    return List.of(
        made("v22.mp3", TagFormat.MP3, CorpusFile::withV22, "-id3v2_version", "0"),
        made("v23.mp3", TagFormat.MP3, NONE, "-id3v2_version", "3", "-write_id3v1", "1"),
        made("v24.mp3", TagFormat.MP3, NONE, "-metadata", "genre=Jazz"),
        made("rich.mp3", TagFormat.MP3, CorpusFile::withRichTag, "-id3v2_version", "0"),
        made("v1.mp3", TagFormat.MP3, CorpusFile::withV1, "-id3v2_version", "0"),
        made("none.mp3", TagFormat.MP3, NONE, "-id3v2_version", "0"),
        made("plain.flac", TagFormat.FLAC, NONE, "-metadata", "genre=Jazz"),
        made("bare.flac", TagFormat.FLAC, CorpusFile::withoutComments),
        made("led.flac", TagFormat.FLAC, file -> joined(tag(3, frame("TIT2", text("x"))), file)),
        made("vorbis.ogg", TagFormat.OGG_VORBIS, NONE, "-c:a", "libvorbis"),
        made("chained.ogg", TagFormat.OGG_VORBIS, file -> joined(file, file), "-c:a", "libvorbis"),
        made("opus.opus", TagFormat.OGG_OPUS, NONE, "-c:a", "libopus"),
        made("flac.oga", TagFormat.OGG_FLAC, NONE, "-c:a", "flac"),
        made("aac.m4a", TagFormat.MP4, NONE, "-metadata", "genre=Jazz"),
        made("fast.m4a", TagFormat.MP4, NONE, "-movflags", "+faststart"),
        made("alac.m4a", TagFormat.MP4, NONE, "-c:a", "alac"),
        made("quick.mov", TagFormat.MP4, NONE, "-c:a", "aac"),
        made("bare.m4a", TagFormat.MP4, CorpusFile::withoutUserData),
        made("fragments.m4a", TagFormat.MP4, NONE, "-movflags", "+frag_keyframe+empty_moov"),
        made("dash.m4a", TagFormat.MP4, NONE, "-movflags", "+dash+global_sidx"),
        made("info.wav", TagFormat.WAV, NONE),
        made("rf64.wav", TagFormat.WAV, NONE, "-rf64", "always"),
        made("stream.wav", TagFormat.WAV, CorpusFile::withOpenSizes),
        made("id3.aiff", TagFormat.AIFF, NONE, "-write_id3v2", "1"),
        made("plain.aif", TagFormat.AIFF, NONE),
        made("sowt.aifc", TagFormat.AIFF, NONE, "-f", "aiff", "-c:a", "pcm_s16le"),
        made("plain.wma", TagFormat.ASF, NONE, "-metadata", "genre=Jazz"));
  }

  private static CorpusFile made(String name, TagFormat format, Change change, String... options) {
    return new CorpusFile(name, format, List.of(options), change);
  }

  Path makeIn(Path folder) throws IOException {
    Path file = TestAudio.make(folder.resolve(name), options.toArray(String[]::new));
    return Files.write(file, change.of(Files.readAllBytes(file)));
  }

  private static byte[] withV22(byte[] audio) {
    byte[] title = joined("TT2\0\0".getBytes(ISO_8859_1), new byte[] {6}, text("Title"));
    byte[] genre = joined("TCO\0\0".getBytes(ISO_8859_1), new byte[] {5}, text("(17)"));
    return joined(tag(2, title, genre, new byte[20]), audio);
  }

  /** Title, artist, album, year, no comment, track 7, genre 255 (none). */
  private static byte[] withV1(byte[] audio) {
    ByteBuffer tag = ByteBuffer.allocate(128).put("TAGTitle".getBytes(ISO_8859_1));
    tag.put(33, "Artist".getBytes(ISO_8859_1)).put(63, "Album".getBytes(ISO_8859_1));
    tag.put(93, "1999".getBytes(ISO_8859_1)).put(126, (byte) 7).put(127, (byte) 255);
    return joined(audio, tag.array());
  }

  /** Two comments, a rating and a group, an own field, little padding. */
  private static byte[] withRichTag(byte[] audio) {
    byte[] english = joined(new byte[1], "engfirst\0one".getBytes(ISO_8859_1));
    byte[] german = joined(new byte[1], "deuzweitens\0zwei".getBytes(ISO_8859_1));
    byte[] rating = joined("a@example.org\0".getBytes(ISO_8859_1), new byte[] {(byte) 196, 1});
    byte[] own = text("MOOD\0calm");
    return joined(
        tag(
            4,
            frame(4, "COMM", 0, english),
            frame(4, "COMM", 0, german),
            frame(4, "POPM", 0, rating),
            frame(4, "TCON", 0x40, joined(new byte[] {7}, text("Jazz\0Blues"))),
            frame(4, "TXXX", 0, own),
            new byte[3]),
        audio);
  }

  /** Leaves the comments out, which ffmpeg writes after STREAMINFO. */
  private static byte[] withoutComments(byte[] flac) {
    int streamInfoEnd = 4 + 4 + 34;
    int block = ByteBuffer.wrap(flac).getInt(streamInfoEnd);
    int rest = streamInfoEnd + 4 + (block & 0xFFFFFF);
    return joined(Arrays.copyOf(flac, streamInfoEnd), Arrays.copyOfRange(flac, rest, flac.length));
  }

  /** Leaves the last atom out, at the end of the file: the tags. */
  private static byte[] withoutUserData(byte[] mp4) {
    String text = new String(mp4, ISO_8859_1);
    int moov = text.lastIndexOf("moov") - 4;
    int udta = text.lastIndexOf("udta") - 4;
    byte[] without = Arrays.copyOf(mp4, udta);
    ByteBuffer.wrap(without).putInt(moov, udta - moov);
    return without;
  }

  /** What a program leaves that writes to a pipe. */
  private static byte[] withOpenSizes(byte[] wav) {
    int data = new String(wav, ISO_8859_1).indexOf("data");
    byte[] open = wav.clone();
    ByteBuffer.wrap(open).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(data + 4, -1);
    return open;
  }
}

package org.needledrop.tags;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Whole files of every family of containers; see {@link TagRoundTrip} for what has to hold. */
class TagFuzzTest {
  private static final TagRoundTrip MP3 = new TagRoundTrip(TagFormat.MP3, "a.mp3");
  private static final TagRoundTrip FLAC = new TagRoundTrip(TagFormat.FLAC, "a.flac");
  private static final TagRoundTrip VORBIS = new TagRoundTrip(TagFormat.OGG_VORBIS, "a.ogg");
  private static final TagRoundTrip OPUS = new TagRoundTrip(TagFormat.OGG_OPUS, "a.opus");
  private static final TagRoundTrip OGG_FLAC = new TagRoundTrip(TagFormat.OGG_FLAC, "a.oga");
  private static final TagRoundTrip MP4 = new TagRoundTrip(TagFormat.MP4, "a.m4a");
  private static final TagRoundTrip WAV = new TagRoundTrip(TagFormat.WAV, "a.wav");
  private static final TagRoundTrip AIFF = new TagRoundTrip(TagFormat.AIFF, "a.aiff");
  private static final TagRoundTrip WAVPACK = new TagRoundTrip(TagFormat.WAVPACK, "a.wv");
  private static final TagRoundTrip DSF = new TagRoundTrip(TagFormat.DSF, "a.dsf");
  private static final TagRoundTrip ASF = new TagRoundTrip(TagFormat.ASF, "a.wma");

  @DictionaryEntries({"ID3\2", "ID3\3", "ID3\4", "TCON", "TXXX", "TCO", "TXX", "NEEDLEDROP_AUDIO"})
  @FuzzTest
  void mp3(byte[] file) throws IOException {
    MP3.check(file);
  }

  @DictionaryEntries({"fLaC", "GENRE=", "NEEDLEDROP_AUDIO=", "ID3\4"})
  @FuzzTest
  void flac(byte[] file) throws IOException {
    FLAC.check(file);
  }

  /**
   * The pages of all codecs are read by the same code. Ogg FLAC's entry lacks its first byte, 0x7F:
   * Jazzer does not escape it, and libFuzzer refuses it.
   */
  @DictionaryEntries({"OggS", "\3vorbis", "OpusTags", "FLAC\1", "GENRE=", "NEEDLEDROP_AUDIO="})
  @FuzzTest
  void ogg(byte[] file) throws IOException {
    VORBIS.check(file);
    OPUS.check(file);
    OGG_FLAC.check(file);
  }

  @DictionaryEntries({"moov", "mdat", "trak", "mdia", "minf", "stbl", "stco", "co64"})
  @DictionaryEntries({"udta", "meta", "hdlr", "ilst", "----", "gnre", "\251gen", "data", "free"})
  @DictionaryEntries({"mean", "name", "com.apple.iTunes", "NEEDLEDROP_AUDIO"})
  @FuzzTest
  void mp4(byte[] file) throws IOException {
    MP4.check(file);
  }

  @DictionaryEntries({"RIFF", "WAVE", "id3 ", "data", "FORM", "AIFF", "AIFC", "ID3 ", "SSND"})
  @DictionaryEntries({"ID3\3", "ID3\4", "TCON", "TXXX", "TCO", "TXX", "NEEDLEDROP_AUDIO"})
  @FuzzTest
  void iff(byte[] file) throws IOException {
    WAV.check(file);
    AIFF.check(file);
  }

  @DictionaryEntries({"W\0M\0/\0G\0e\0n\0r\0e\0", "N\0E\0E\0D\0L\0E\0D\0R\0O\0P\0_\0"})
  @FuzzTest
  void asf(byte[] file) throws IOException {
    ASF.check(file);
  }

  /** The tag of all formats with APEv2 is read by the same code. */
  @DictionaryEntries({"APETAGEX", "Genre\0", "NEEDLEDROP_AUDIO\0", "LYRICSBEGIN", "LYRICS200"})
  @DictionaryEntries({"TAG", "\320\7\0\0", "\0\0\0\200", "\350\3\0\0"})
  @FuzzTest
  void ape(byte[] file) throws IOException {
    WAVPACK.check(file);
  }

  @DictionaryEntries({"DSD ", "fmt ", "data", "ID3\3", "ID3\4", "TCON", "TXXX"})
  @FuzzTest
  void dsf(byte[] file) throws IOException {
    DSF.check(file);
  }
}

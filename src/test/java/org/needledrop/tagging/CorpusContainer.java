package org.needledrop.tagging;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.audio.TestAudio;

/**
 * A container of the corpus: a short sound sample of it, and the fields that can be made to lie.
 */
enum CorpusContainer {
  MP3("werner-hacienda.mp3", BIG_ENDIAN, "-c copy -id3v2_version 3") {
    @Override
    List<Field> fields() {
      return fields("ID3 3:2 5:1 6:4; TIT2 4:4 8:2; Info 4:4 8:4 12:4; Xing 4:4 8:4");
    }
  },
  FLAC("gravel-road.flac", BIG_ENDIAN, "-c:a flac -ac 1 -ar 22050") {
    @Override
    List<Field> fields() {
      return fields("fLaC 0:4 4:4 8:2 18:4 20:2 22:4; Lavf -8:4 -4:4; title= -8:4 -4:4");
    }
  },
  VORBIS("corner-loop.ogg", LITTLE_ENDIAN, "-c copy") {
    @Override
    List<Field> fields() {
      return fields("OggS 4:1 5:1 6:8 14:4 18:4 26:1 27:1; vorbis 4:4 9:4; title= -8:4 -4:4");
    }
  },
  OPUS("mirrorball.opus", LITTLE_ENDIAN, "-c copy") {
    @Override
    List<Field> fields() {
      return fields("OggS 4:1 5:1 6:8 14:4 18:4 26:1 27:1; OpusHead 8:2 10:2; OpusTags 8:4");
    }
  },
  M4A("van-herk-city-blues.m4a", BIG_ENDIAN, "-c copy") {
    @Override
    List<Field> fields() {
      return fields(
          "ftyp -4:4; moov -4:4; mdat -4:4; trak -4:4; mdia -4:4; mdhd 16:4 20:4; minf -4:4;"
              + "stbl -4:4; stsd -4:4 8:4; mp4a -4:4; esds -4:4; stts -4:4 8:4; stsc -4:4 8:4;"
              + "stsz -4:4 8:4 12:4; stco -4:4 8:4 12:4; udta -4:4; meta -4:4; hdlr -4:4;"
              + "ilst -4:4; data -4:4");
    }
  },
  WAV("azzoug-divertissement-pour-flute.wav", LITTLE_ENDIAN, "-ac 1 -ar 22050") {
    @Override
    List<Field> fields() {
      return fields("RIFF 4:4; fmt\u00a0 4:4 8:2 10:2 12:4 16:4 20:2 22:2; LIST 4:4; data 4:4");
    }
  },
  AIFF("krobonil-west.aiff", BIG_ENDIAN, "-ac 1 -ar 22050 -write_id3v2 1") {
    @Override
    List<Field> fields() {
      return fields("FORM 4:4; COMM 4:4 8:2 10:4 14:2 16:2; SSND 4:4 8:4; ID3\u00a0 4:4 11:2 14:4");
    }
  },
  WMA("bright-side.wma", LITTLE_ENDIAN, "-c copy") {
    @Override
    List<Field> fields() {
      return Stream.of(
              near(guid("3026B2758E66CF11A6D900AA0062CE6C"), "16:8 24:4"),
              near(guid("A1DCAB8C47A9CF118EE400C00C205365"), "16:8 40:8 64:8 92:4 96:4"),
              near(guid("9107DCB7B7A9CF118EE600C00C205365"), "16:8 64:4"),
              near(guid("B503BF5F2EA9CF118EE300C00C205365"), "16:8"),
              near(guid("40A4D0D207E3D21197F000A0C95EA850"), "16:8 24:2 26:2"),
              near(guid("3626B2758E66CF11A6D900AA0062CE6C"), "16:8 40:8"))
          .flatMap(fields -> fields)
          .toList();
    }
  };

  private static final String SECONDS = "4";

  private final String sample;
  private final ByteOrder order;
  private final String options;

  CorpusContainer(String sample, ByteOrder order, String options) {
    this.sample = sample;
    this.order = order;
    this.options = options;
  }

  /**
   * A number in a header.
   *
   * @param marker the bytes, as ISO-8859-1, near which it stands
   * @param offset from the marker's start
   * @param width in bytes
   */
  record Field(String marker, int offset, int width, ByteOrder order) {}

  abstract List<Field> fields();

  boolean isOgg() {
    return this == VORBIS || this == OPUS;
  }

  String extension() {
    return sample.substring(sample.lastIndexOf('.') + 1);
  }

  /** Four seconds of music with a title. */
  byte[] sound(Path folder) throws IOException {
    Path whole = Path.of("sample-library", sample);
    List<String> arguments = new ArrayList<>(List.of("-t", SECONDS, "-i", whole.toString()));
    arguments.addAll(List.of("-map", "0:a", "-metadata", "title=A title", "-vn"));
    arguments.addAll(List.of(options.split(" ")));
    Path file = folder.resolve("sound." + extension());
    return Files.readAllBytes(TestAudio.encode(file, arguments.toArray(String[]::new)));
  }

  /** {@code marker offset:width offset:width; marker ...}; a hard space stands for a blank. */
  List<Field> fields(String described) {
    return Stream.of(described.split(";")).map(String::strip).flatMap(this::near).toList();
  }

  private Stream<Field> near(String described) {
    String[] words = described.split(" ", 2);
    return near(words[0].replace('\u00a0', ' '), words[1]);
  }

  Stream<Field> near(String marker, String places) {
    return Stream.of(places.split(" "))
        .map(place -> place.split(":"))
        .map(place -> new Field(marker, number(place[0]), number(place[1]), order));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static String guid(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }
}

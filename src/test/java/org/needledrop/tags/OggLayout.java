package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Page layouts of other encoders and editors, made from a file of ffmpeg. */
enum OggLayout {
  /** Audio begins on a page of its own, as the specifications demand. */
  AUDIO_ON_NEXT_PAGE,

  AUDIO_ON_HEADER_PAGE,

  /** The last packet on the page of the headers continues on the next page. */
  AUDIO_CONTINUES_ON_NEXT_PAGE,

  /** No audio packet ends on the page of the headers, but one begins there. */
  AUDIO_BEGINS_ON_HEADER_PAGE,

  /** Some editors repeat the end of the headers as a packet of its own: games have such music. */
  LEFTOVER_ON_HEADER_PAGE,

  /** Each header packet begins on a new page, and pages have 16 segments, about 4 KB. */
  SMALL_PAGES,

  /** Small pages, and audio follows the headers. */
  SMALL_PAGES_WITH_AUDIO;

  /**
   * Lays out a file anew.
   *
   * @param headers number of its header packets after the identification
   */
  void applyTo(Path file, int headers) {
    try {
      List<OggTestPage> pages = new ArrayList<>();
      OggTestPage.read(Files.readAllBytes(file), pages);
      Files.write(file, OggTestPage.file(numbered(laidOut(pages, headers))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<OggTestPage> laidOut(List<OggTestPage> pages, int headers) {
    List<OggTestPage> audio = new ArrayList<>(pages.subList(1, pages.size()));
    OggTestPage header = audio.removeFirst();
    while (header.packets() < headers) {
      header = header.and(audio.removeFirst());
    }
    List<OggTestPage> result = new ArrayList<>(List.of(pages.getFirst()));
    switch (this) {
      case AUDIO_ON_NEXT_PAGE -> result.addAll(header.split(OggTestPage.MOST_SEGMENTS));
      case AUDIO_ON_HEADER_PAGE -> result.addAll(sharing(header, audio.removeFirst()));
      case AUDIO_CONTINUES_ON_NEXT_PAGE -> {
        OggTestPage shared = header.and(audio.removeFirst());
        result.addAll(sharing(shared, takeFirstSegment(audio, shared.granule())));
      }
      case AUDIO_BEGINS_ON_HEADER_PAGE ->
          result.addAll(sharing(header, takeFirstSegment(audio, 0)));
      case LEFTOVER_ON_HEADER_PAGE -> result.addAll(sharing(header, endOf(header)));
      case SMALL_PAGES -> result.addAll(smallPages(header));
      case SMALL_PAGES_WITH_AUDIO -> {
        result.addAll(smallPages(header));
        result.add(result.removeLast().and(audio.removeFirst()));
      }
    }
    result.addAll(audio);
    return result;
  }

  /** Fills pages and leaves the end of the headers for the page with the audio. */
  private static List<OggTestPage> sharing(OggTestPage header, OggTestPage audio) {
    OggTestPage both = header.and(audio);
    List<OggTestPage> result = new ArrayList<>();
    int first = Math.max(0, both.lacing().length - OggTestPage.MOST_SEGMENTS);
    if (first > 0) {
      result.addAll(both.upTo(first).split(OggTestPage.MOST_SEGMENTS));
    }
    int flags = first > 0 && both.lacing()[first - 1] == -1 ? OggTestPage.CONTINUED : 0;
    result.add(both.from(first).with(flags, both.granule(), 0));
    return result;
  }

  /** Takes the begin of the first packet that is long enough to continue; leaves out others. */
  private static OggTestPage takeFirstSegment(List<OggTestPage> audio, long granule) {
    OggTestPage first = audio.removeFirst();
    int begin = 0;
    while (first.lacing()[begin] != -1) {
      begin++;
    }
    OggTestPage rest = first.from(begin + 1);
    audio.addFirst(rest.with(first.flags() | OggTestPage.CONTINUED, first.granule(), 0));
    return first.from(begin).upTo(1).with(0, granule, 0);
  }

  private static OggTestPage endOf(OggTestPage header) {
    return header.from(header.lacing().length - 1);
  }

  private static List<OggTestPage> smallPages(OggTestPage header) {
    int comments = 1;
    while (header.lacing()[comments - 1] == -1) {
      comments++;
    }
    List<OggTestPage> result = new ArrayList<>(header.upTo(comments).split(16));
    OggTestPage setup = header.from(comments);
    if (setup.lacing().length > 0) {
      result.addAll(setup.split(16));
    }
    return result;
  }

  /** Adds a Skeleton stream: one that describes the others and has no audio. */
  static List<OggTestPage> withSkeleton(List<OggTestPage> pages, int version) {
    ByteBuffer head = ByteBuffer.allocate(version < 4 ? 64 : 80).order(ByteOrder.LITTLE_ENDIAN);
    head.put("fishead\0".getBytes(US_ASCII));
    head.putShort((short) version).putShort((short) 0).putLong(0).putLong(1000);
    head.putLong(0).putLong(1000);
    int serial = pages.getFirst().serial() + 1;
    List<OggTestPage> result = new ArrayList<>(pages);
    byte[] lacing = {(byte) head.capacity()};
    result.addFirst(new OggTestPage(0, OggTestPage.FIRST, 0, serial, 0, lacing, head.array()));
    result.add(3, new OggTestPage(0, OggTestPage.LAST, 0, serial, 1, new byte[1], new byte[0]));
    return result;
  }

  private static List<OggTestPage> numbered(List<OggTestPage> pages) {
    List<OggTestPage> result = new ArrayList<>();
    for (OggTestPage page : pages) {
      result.add(page.with(page.flags(), page.granule(), result.size()));
    }
    return result;
  }
}

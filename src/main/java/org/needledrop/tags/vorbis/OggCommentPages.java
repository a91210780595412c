package org.needledrop.tags.vorbis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.needledrop.tags.Splice;

/**
 * The pages of the comment packet. A longer or shorter packet changes only the page where it ends:
 * this page is filled and others follow it, or segments are taken from it and then from the pages
 * before it. So undo, which takes away what was added, restores the file's own page layout. Packets
 * that share the last page with the end of the comments stay with it, since the page's granule
 * position is theirs.
 *
 * @param pages those of one stream; pages of other streams may lie between them
 * @param lastSegments segments of the packet on the last page, at least 1
 */
record OggCommentPages(List<OggPlacedPage> pages, int lastSegments) {
  OggCommentPages {
    pages = List.copyOf(pages);
  }

  /** Returns the file's bytes up to the end of these pages, but with other pages instead. */
  Splice replacedBy(List<OggPage> newPages) {
    Splice result = new Splice();
    long at = 0;
    for (int i = 0; i < pages.size(); i++) {
      OggPlacedPage old = pages.get(i);
      result.keep(at, old.offset() - at);
      int next = i + 1 < pages.size() ? i + 1 : newPages.size();
      for (int j = i; j < Math.min(next, newPages.size()); j++) {
        result.put(newPages.get(j).bytes());
      }
      at = old.end();
    }
    return result;
  }

  /** Returns the offset of the first byte after these pages. */
  long end() {
    return pages.getLast().end();
  }

  int serial() {
    return last().serial();
  }

  /** Returns the pages for another comment packet and whatever follows it on the last page. */
  List<OggPage> with(ByteBuffer packet) {
    ByteBuffer left = packet.duplicate();
    List<Integer> layout = layout(packet.remaining() / OggPage.LARGEST_SEGMENT + 1);
    List<OggPage> result = new ArrayList<>();
    for (int segments : layout.subList(0, layout.size() - 1)) {
      result.add(fullPage(result.size(), segments, left));
    }
    result.add(lastPage(result.size(), layout.getLast(), left));
    return result;
  }

  /** Returns how many segments each page holds of a packet with this number of segments. */
  private List<Integer> layout(int segments) {
    List<Integer> layout = new ArrayList<>();
    int more = segments - lastSegments;
    for (OggPlacedPage placed : pages.subList(0, pages.size() - 1)) {
      layout.add(placed.page().segments());
      more -= placed.page().segments();
    }
    layout.add(lastSegments);
    if (more < 0) {
      shorten(layout, -more);
    } else {
      lengthen(layout, more);
    }
    int last = layout.getLast();
    if (last + sharingSegments() > OggPage.MOST_SEGMENTS) {
      layout.set(layout.size() - 1, last - 1);
      layout.add(1);
    }
    return layout;
  }

  private static void lengthen(List<Integer> layout, int segments) {
    int left = segments + layout.removeLast();
    for (; left > OggPage.MOST_SEGMENTS; left -= OggPage.MOST_SEGMENTS) {
      layout.add(OggPage.MOST_SEGMENTS);
    }
    layout.add(left);
  }

  private static void shorten(List<Integer> layout, int segments) {
    int left = layout.removeLast() - segments;
    while (left <= 0) {
      left += layout.removeLast();
    }
    layout.add(left);
  }

  /** Returns a page on which the packet does not end. */
  private OggPage fullPage(int index, int segments, ByteBuffer packet) {
    ByteBuffer body = packet.slice(packet.position(), segments * OggPage.LARGEST_SEGMENT);
    packet.position(packet.position() + body.capacity());
    ByteBuffer lacing = ByteBuffer.wrap(fullSegments(segments));
    long granule =
        index < pages.size() - 1 ? old(index).granule() : OggPage.NO_GRANULE; // some write 0
    return OggPage.of(last().serial(), sequence(index), flags(index), granule, lacing, body);
  }

  /** Returns the page with the packet's end and with what shares the old last page. */
  private OggPage lastPage(int index, int segments, ByteBuffer packetEnd) {
    ByteBuffer lacing = ByteBuffer.allocate(segments + sharingSegments());
    lacing.put(fullSegments(segments - 1));
    lacing.put((byte) (packetEnd.remaining() % OggPage.LARGEST_SEGMENT));
    IntStream.range(lastSegments, last().segments())
        .forEach(i -> lacing.put((byte) last().segment(i)));
    ByteBuffer sharing = sharingBody();
    ByteBuffer body = ByteBuffer.allocate(packetEnd.remaining() + sharing.capacity());
    body.put(packetEnd).put(sharing);
    int flags = flags(index) | (last().flags() & OggPage.LAST);
    return OggPage.of(
        last().serial(), sequence(index), flags, last().granule(), lacing.flip(), body.flip());
  }

  private static byte[] fullSegments(int segments) {
    byte[] lacing = new byte[segments];
    Arrays.fill(lacing, (byte) OggPage.LARGEST_SEGMENT);
    return lacing;
  }

  private int sequence(int index) {
    int added = Math.max(0, index - pages.size() + 1);
    return old(index).sequence() + added;
  }

  private int flags(int index) {
    return index < pages.size() ? old(index).flags() & ~OggPage.LAST : OggPage.CONTINUED;
  }

  /** Returns the page at this place, or the last one. */
  private OggPage old(int index) {
    return pages.get(Math.min(index, pages.size() - 1)).page();
  }

  private ByteBuffer sharingBody() {
    int own = IntStream.range(0, lastSegments).map(last()::segment).sum();
    ByteBuffer body = last().body();
    return body.slice(own, body.capacity() - own);
  }

  private int sharingSegments() {
    return last().segments() - lastSegments;
  }

  private OggPage last() {
    return pages.getLast().page();
  }
}

package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an Ogg file that tags must not change: audio, other streams, and what follows the
 * last page.
 */
final class OggAudio {
  private final String magic;
  private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
  private final ByteArrayOutputStream others = new ByteArrayOutputStream();

  /** Packets of the headers that have not ended yet. */
  private int headers;

  private int serial;
  private boolean found;
  private boolean chained;

  private OggAudio(String magic, int headers) {
    this.magic = magic;
    this.headers = headers;
  }

  /**
   * @param magic first bytes of the identification header
   * @param headers number of header packets
   */
  static byte[] of(byte[] file, String magic, int headers) {
    OggAudio result = new OggAudio(magic, headers);
    List<OggTestPage> pages = new ArrayList<>();
    int at = OggTestPage.read(file, pages);
    pages.forEach(result::add);
    result.audio.writeBytes(result.others.toByteArray());
    result.audio.write(file, at, file.length - at);
    return result.audio.toByteArray();
  }

  private void add(OggTestPage page) {
    boolean ours = found && page.serial() == serial;
    if (!found && new String(page.body(), ISO_8859_1).startsWith(magic)) {
      found = true;
      serial = page.serial();
      headers--;
    } else if (!ours || chained || page.isFirst()) {
      chained |= ours;
      others.writeBytes(page.bytes());
    } else {
      addOurs(page);
    }
  }

  private void addOurs(OggTestPage page) {
    boolean shared = headers > 0;
    int segments = 0;
    while (headers > 0 && segments < page.lacing().length) {
      headers -= page.lacing()[segments] == -1 ? 0 : 1;
      segments++;
    }
    OggTestPage rest = page.from(segments);
    if (rest.lacing().length > 0 || !shared) {
      int flags = shared ? page.flags() & OggTestPage.LAST : page.flags();
      audio.writeBytes(rest.with(flags, page.granule(), 0).bytes());
    }
  }
}

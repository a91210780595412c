package org.needledrop.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.tags.mp4.Mp4Atom;

/**
 * Where an MP4 file has its audio.
 *
 * @param mediaData what the atoms {@code mdat} hold
 * @param offsets where the tables of the tracks say that audio begins
 * @param movieStart of the atom that holds the tables
 * @param movieEnd where it ends
 */
record Mp4Audio(byte[] mediaData, List<Long> offsets, long movieStart, long movieEnd) {
  private static final List<String> WAY_TO_THE_TABLES =
      List.of("moov", "trak", "mdia", "minf", "stbl");

  /** One atom: where its content begins and ends. */
  private record Atom(String type, int start, int end) {}

  static Mp4Audio of(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    ByteArrayOutputStream media = new ByteArrayOutputStream();
    List<Long> offsets = new ArrayList<>();
    long start = 0;
    long end = 0;
    for (Atom atom : atoms(bytes, 0, file.length)) {
      if (atom.type().equals("mdat")) {
        media.write(file, atom.start(), atom.end() - atom.start());
      } else if (atom.type().equals("moov")) {
        start = atom.start() - 8L;
        end = atom.end();
        collect(bytes, atom, 1, offsets);
      }
    }
    return new Mp4Audio(media.toByteArray(), offsets, start, end);
  }

  private static void collect(ByteBuffer bytes, Atom parent, int depth, List<Long> offsets) {
    for (Atom atom : atoms(bytes, parent.start(), parent.end())) {
      if (depth < WAY_TO_THE_TABLES.size()) {
        if (atom.type().equals(WAY_TO_THE_TABLES.get(depth))) {
          collect(bytes, atom, depth + 1, offsets);
        }
      } else if (atom.type().equals("stco")) {
        for (int i = 0; i < bytes.getInt(atom.start() + 4); i++) {
          offsets.add(Integer.toUnsignedLong(bytes.getInt(atom.start() + 8 + 4 * i)));
        }
      } else if (atom.type().equals("co64")) {
        for (int i = 0; i < bytes.getInt(atom.start() + 4); i++) {
          offsets.add(bytes.getLong(atom.start() + 8 + 8 * i));
        }
      }
    }
  }

  /** The atoms between two places, up to the first that is none. */
  private static List<Atom> atoms(ByteBuffer bytes, int from, int to) {
    List<Atom> atoms = new ArrayList<>();
    int at = from;
    while (at + 8 <= to) {
      long size = Integer.toUnsignedLong(bytes.getInt(at));
      int header = size == 1 && at + 16 <= to ? 16 : 8;
      if (size == 1 && at + 16 <= to) {
        size = bytes.getLong(at + 8);
      } else if (size == 0 && from == 0) {
        size = (long) to - at;
      }
      if (size < 8 || size > to - at) {
        return atoms;
      }
      int end = at + (int) size;
      atoms.add(new Atom(Mp4Atom.type(bytes, at + 4), Math.min(at + header, end), end));
      at = end;
    }
    return atoms;
  }
}

package org.needledrop.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** A new file, composed of parts of an old one and new bytes. */
public final class Splice {
  sealed interface Piece {
    /** Returns the number of bytes. */
    long length();
  }

  /** A part of the old file. */
  record Kept(long offset, long length) implements Piece {}

  /** New bytes. */
  record Fresh(ByteBuffer bytes) implements Piece {
    @Override
    public long length() {
      return bytes.remaining();
    }
  }

  private final List<Piece> pieces = new ArrayList<>();

  public Splice keep(long offset, long length) {
    pieces.add(new Kept(offset, length));
    return this;
  }

  /** Keeps everything from an offset to the end. */
  public Splice keepFrom(long offset, FileBytes source) {
    return keep(offset, source.size() - offset);
  }

  public Splice put(ByteBuffer bytes) {
    pieces.add(new Fresh(bytes));
    return this;
  }

  public Splice then(Splice other) {
    pieces.addAll(other.pieces);
    return this;
  }

  List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  public long size() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }

  /** Returns what {@link FileBytes#checksum()} would return for the new file. */
  public String checksum(FileBytes source) throws IOException {
    Checksum checksum = new Checksum();
    for (Piece piece : pieces) {
      switch (piece) {
        case Kept kept -> source.addTo(checksum, kept.offset(), kept.length());
        case Fresh fresh -> checksum.add(fresh.bytes());
      }
    }
    return checksum.toString();
  }

  public void write(FileBytes source, FileChannel target) throws IOException {
    for (Piece piece : pieces) {
      switch (piece) {
        case Kept kept -> copy(source, kept, target);
        case Fresh fresh -> writeFully(fresh.bytes().duplicate(), target);
      }
    }
  }

  private static void copy(FileBytes source, Kept kept, FileChannel target) throws IOException {
    long end = kept.offset() + kept.length();
    for (long at = kept.offset(); at < end; ) {
      long copied = source.channel().transferTo(at, end - at, target);
      if (copied == 0) {
        throw new IOException("the file was truncated while being copied");
      }
      at += copied;
    }
  }

  private static void writeFully(ByteBuffer bytes, FileChannel target) throws IOException {
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }
}

package org.needledrop.tags;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.needledrop.tags.Splice.Fresh;
import org.needledrop.tags.Splice.Kept;
import org.needledrop.tags.Splice.Piece;

/**
 * A splice as compressed bytes, for the journal. Unpacked, each piece is a byte for its kind, then
 * offset and length of what is kept (two 64-bit integers), or length (a 32-bit integer) and content
 * of what is new.
 */
public final class PackedSplice {
  /** Bytes. Tags that need more hold large parts that no later tag repeats. */
  static final int LARGEST = 1 << 18;

  private static final int KEPT = 0;
  private static final int FRESH = 1;
  private static final int LARGEST_UNPACKED = 1 << 24;

  private PackedSplice() {}

  /** Returns the packed splice; empty if it exceeds 256 KiB. */
  public static Optional<byte[]> pack(Splice splice) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(packed))) {
      for (Piece piece : splice.pieces()) {
        write(piece, out);
        if (out.size() > LARGEST_UNPACKED) {
          return Optional.empty();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    }
    return packed.size() > LARGEST ? Optional.empty() : Optional.of(packed.toByteArray());
  }

  private static void write(Piece piece, DataOutputStream out) throws IOException {
    switch (piece) {
      case Kept kept -> {
        out.writeByte(KEPT);
        out.writeLong(kept.offset());
        out.writeLong(kept.length());
      }
      case Fresh fresh -> {
        byte[] bytes = new byte[fresh.bytes().remaining()];
        fresh.bytes().duplicate().get(bytes);
        out.writeByte(FRESH);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
  }

  /**
   * Reads what {@link #pack} returned.
   *
   * @throws IllegalArgumentException if the bytes are damaged
   */
  public static Splice unpack(byte[] packed) {
    Splice splice = new Splice();
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
      for (int kind = in.read(); kind >= 0; kind = in.read()) {
        read(kind, in, splice);
      }
      return splice;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a packed splice", e);
    }
  }

  private static void read(int kind, DataInputStream in, Splice splice) throws IOException {
    switch (kind) {
      case KEPT -> splice.keep(notNegative(in.readLong()), notNegative(in.readLong()));
      case FRESH -> splice.put(ByteBuffer.wrap(bytes(in)));
      default -> throw new IllegalArgumentException("not a piece of a splice: " + kind);
    }
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = (int) notNegative(in.readInt());
    byte[] bytes = in.readNBytes(Math.min(length, LARGEST_UNPACKED));
    if (bytes.length < length) {
      throw new EOFException("a piece is truncated");
    }
    return bytes;
  }

  private static long notNegative(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("negative: " + number);
    }
    return number;
  }
}

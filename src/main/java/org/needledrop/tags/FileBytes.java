package org.needledrop.tags;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Random access to an open file; every read is checked against its size. */
public final class FileBytes implements AutoCloseable {
  /** Bytes; the largest ID3 tag there can be, and more than any sound header of another format. */
  private static final long LARGEST_READ = 1L << 28;

  private static final int CHECKSUM_STEP = 1 << 18;

  private final FileChannel channel;
  private final long size;

  private FileBytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  public static FileBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new FileBytes(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public long size() {
    return size;
  }

  FileChannel channel() {
    return channel;
  }

  public ByteBuffer at(long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || length > size - offset) {
      throw new UnreadableTag("the file is truncated");
    }
    if (length > LARGEST_READ) {
      throw new UnreadableTag("its header is larger than 256 MiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file was truncated while being read");
      }
    }
    return bytes.flip();
  }

  /** Returns a checksum of the whole file. */
  public String checksum() throws IOException {
    return checksum(0, size);
  }

  /** Returns a checksum of a part of the file. */
  public String checksum(long offset, long length) throws IOException {
    Checksum checksum = new Checksum();
    addTo(checksum, offset, length);
    return checksum.toString();
  }

  void addTo(Checksum checksum, long offset, long length) throws IOException {
    for (long done = 0; done < length; done += CHECKSUM_STEP) {
      checksum.add(at(offset + done, Math.min(CHECKSUM_STEP, length - done)));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

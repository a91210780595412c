package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.Stage;
import org.needledrop.failure.UnreadableFile;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.UnreadableTag;

/** Reads the fields that Needledrop owns or may change. */
public final class TagReader {
  /**
   * Reads the current fields of a file, as undo needs them.
   *
   * @throws UnsupportedFormat if the tag is damaged or cannot be written safely
   * @throws UnreadableFile if the file cannot be read
   */
  public TagFields read(Path file, TagFormat format) {
    return snapshot(file, format).own();
  }

  /**
   * Reads all current tags of a file, as {@link TagWriter} needs them.
   *
   * @throws UnsupportedFormat as {@link #read}
   * @throws UnreadableFile as {@link #read}
   */
  public TagSnapshot snapshot(Path file, TagFormat format) {
    try {
      return TagSnapshot.of(file, format);
    } catch (UnreadableTag e) {
      throw new UnsupportedFormat(file, Stage.WRITE, e.getMessage() + "; left untouched", e);
    } catch (IOException e) {
      throw new UnreadableFile(file, Stage.WRITE, "cannot read the file: " + IoReason.of(e), e);
    }
  }

  public static FileTags readAll(Path file, TagFormat format) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return orUnreadable(() -> TagContainers.of(format).read(bytes));
    }
  }

  /** Converts reads outside of a buffer, caused by a damaged length, into an UnreadableTag. */
  static <T> T orUnreadable(Parse<T> parse) throws IOException {
    try {
      return parse.run();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      UnreadableTag unreadable = new UnreadableTag("its tag is damaged");
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  /** Reads from a file that may be damaged. */
  interface Parse<T> {
    T run() throws IOException;
  }
}

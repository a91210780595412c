package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.UnreadableTag;

/**
 * Writes Needledrop's fields into a copy of a file, verifies that nothing else has changed, and
 * replaces the file by the copy.
 */
public final class TagWriter {
  private final Function<Path, String> audioHash;
  private final WriteOptions options;

  /**
   * @param audioHash computes the hash of the encoded audio
   */
  public TagWriter(Function<Path, String> audioHash, WriteOptions options) {
    this.audioHash = audioHash;
    this.options = options;
  }

  /** Creates a writer with {@link WriteOptions#defaults}. */
  public TagWriter(Function<Path, String> audioHash) {
    this(audioHash, WriteOptions.defaults());
  }

  /**
   * Writes the source's audio and other tags with the wanted fields to {@code target}. Both may be
   * the same file, which is not touched if it already has these fields. On failure the target is
   * unchanged.
   *
   * @param source tags as read by {@link TagReader#snapshot}
   * @param recording audio hash of the source; the target must have the same
   * @throws UnsupportedFormat if the tag is damaged, or writing would lose data
   * @throws StorageConflict if the file changed since or cannot be written
   */
  public void write(TagSnapshot source, String recording, Path target, TagFields wanted) {
    write(source, recording, target, wanted, Optional.empty());
  }

  /**
   * Writes as above, and gives the restore point how to take the write back, just before the target
   * is replaced.
   */
  public void write(
      TagSnapshot source, String recording, Path target, TagFields wanted, RestorePoint point) {
    write(source, recording, target, wanted, Optional.of(point));
  }

  private void write(
      TagSnapshot source,
      String recording,
      Path target,
      TagFields wanted,
      Optional<RestorePoint> point) {
    tryOn(
        target,
        () -> {
          boolean isWritten = isSame(source.file(), target) && source.own().equals(wanted);
          if (!isWritten) {
            replace(source, recording, target, wanted, point);
          }
          return !isWritten;
        });
  }

  /** Reads the source's tags first, then writes. */
  public void write(
      Path source, String recording, Path target, TagFormat format, TagFields wanted) {
    write(new TagReader().snapshot(source, format), recording, target, wanted);
  }

  /**
   * Restores the fields that a file had before Needledrop; and every byte, if a patch fits the file
   * and gives the bytes that it promises.
   *
   * @param file tags as read by {@link TagReader#snapshot}
   * @param recording audio hash of the file
   * @return whether every byte was restored
   * @throws UnsupportedFormat as {@link #write}
   * @throws StorageConflict as {@link #write}
   */
  public boolean restore(
      TagSnapshot file, String recording, TagFields original, List<RestorePatch> patches) {
    Path target = file.file();
    Optional<RestorePatch> patch = fitting(target, patches);
    boolean patched =
        patch.isPresent()
            && patch.get().pieces().isPresent()
            && tryOn(target, () -> restore(file, recording, patch.get()));
    if (!patched) {
      write(file, recording, target, original);
    }
    return patched || (patch.isPresent() && holds(target, patch.get().original()));
  }

  private static Optional<RestorePatch> fitting(Path file, List<RestorePatch> patches) {
    return patches.stream().filter(patch -> holds(file, patch.written())).findFirst();
  }

  private static boolean holds(Path file, String checksum) {
    return tryOn(
        file,
        () -> {
          try (FileBytes bytes = FileBytes.open(file)) {
            return bytes.checksum().equals(checksum);
          }
        });
  }

  private boolean restore(TagSnapshot file, String recording, RestorePatch patch)
      throws IOException {
    Path target = file.file();
    requireWritable(target);
    Placement placement = Placement.of(target, options);
    placement.requireAllowed();
    KeptAttributes attributes = new KeptAttributes(target, options);
    try (FileReplacement replacement = FileReplacement.of(target, attributes)) {
      try (FileBytes bytes = FileBytes.open(target)) {
        replacement.write(patch.pieces().orElseThrow(), bytes);
      }
      if (!holds(replacement.draft(), patch.original())) {
        return false;
      }
      requireSameAudio(recording, replacement.draft(), target);
      attributes.copyTo(replacement.draft());
      requireUnchanged(file, replacement, target);
      placement.put(replacement);
      return true;
    }
  }

  private static boolean tryOn(Path target, TagReader.Parse<Boolean> step) {
    try {
      return step.run();
    } catch (UnreadableTag e) {
      throw new UnsupportedFormat(target, Stage.WRITE, e.getMessage() + "; left untouched", e);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /**
   * Returns whether the options exclude a file, as it has hard links. Reports such a file.
   *
   * @throws StorageConflict if the file cannot be read
   */
  public boolean skips(Path target) {
    if (options.hardLinks() != HardLinks.SKIP) {
      return false;
    }
    return tryOn(
        target,
        () -> {
          Placement placement = Placement.of(target, options);
          if (placement.isShared()) {
            options.notices().about(target, placement.sharing() + "; skipped");
          }
          return placement.isShared();
        });
  }

  /**
   * Completes what an interrupted run has written in place only partly.
   *
   * @throws StorageConflict if the file cannot be written
   */
  public static void resume(Path file) {
    try {
      InPlaceWrite.resume(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StorageConflict unwritable(Path target, IOException e) {
    return new StorageConflict(
        target, Stage.WRITE, "cannot write the file (check folder and disk): " + IoReason.of(e), e);
  }

  private void replace(
      TagSnapshot source,
      String recording,
      Path target,
      TagFields wanted,
      Optional<RestorePoint> point)
      throws IOException {
    requireWritable(target);
    Placement placement = Placement.of(target, options);
    placement.requireAllowed();
    KeptAttributes attributes = new KeptAttributes(source.file(), options);
    try (FileReplacement replacement = FileReplacement.of(target, attributes);
        FileBytes bytes = FileBytes.open(source.file())) {
      TagContainer container = TagContainers.of(source.format());
      Splice content = TagReader.orUnreadable(() -> container.splice(bytes, wanted));
      replacement.write(content, bytes);
      requireWritten(source, wanted, replacement.draft(), target);
      requireSameAudio(recording, replacement.draft(), target);
      if (point.isPresent()) {
        RestorePatches patches = new RestorePatches(container, bytes, source.own(), point.get());
        try (FileBytes draft = FileBytes.open(replacement.draft())) {
          Optional<RestorePatch> patch = patches.patch(content, draft);
          if (patch.isEmpty()) {
            options.notices().about(target, "undo will restore its fields, but not every byte");
          }
          point.get().journal().accept(patch);
        }
      }
      attributes.copyTo(replacement.draft());
      requireUnchanged(source, replacement, target);
      placement.put(replacement);
      source.format().misnaming(target).ifPresent(text -> options.notices().about(target, text));
    }
  }

  private static void requireUnchanged(TagSnapshot source, FileReplacement replacement, Path target)
      throws IOException {
    if (!source.isCurrent() || !replacement.isStillOurs()) {
      throw new StorageConflict(
          target, Stage.WRITE, "the file changed while it was being tagged; tag it again");
    }
  }

  /** Rejects a read-only target: a rename would replace it if the folder is writable. */
  private static void requireWritable(Path target) {
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new StorageConflict(
          target, Stage.WRITE, "the file is read-only; make it writable first");
    }
  }

  private void requireSameAudio(String recording, Path draft, Path target) {
    if (!recording.equals(audioHash.apply(draft))) {
      throw refusal(target, "writing would change the audio");
    }
  }

  private static void requireWritten(TagSnapshot source, TagFields wanted, Path draft, Path target)
      throws IOException {
    FileTags after = TagReader.readAll(draft, source.format());
    Optional<String> difference = ForeignTags.difference(source.tags(), after);
    if (difference.isPresent()) {
      throw refusal(target, difference.get());
    }
    if (!after.own().saysTheSameAs(wanted)) {
      throw refusal(target, "the fields did not read back as written");
    }
  }

  private static TrackFailure refusal(Path target, String reason) {
    return new UnsupportedFormat(target, Stage.WRITE, reason + "; left untouched");
  }

  private static boolean isSame(Path source, Path target) throws IOException {
    return Files.exists(target) && Files.isSameFile(source, target);
  }
}

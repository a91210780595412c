package org.needledrop.tags.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
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
   * @param source tags as read by {@link TagReader#look}
   * @param recording audio hash of the source; the target must have the same
   * @throws UnsupportedFormat if the tag is damaged, or writing would lose data
   * @throws StorageConflict if the file changed since or cannot be written
   */
  public void write(TagSnapshot source, String recording, Path target, TagFields wanted) {
    try {
      if (!isSame(source.file(), target) || !source.own().equals(wanted)) {
        replace(source, recording, target, wanted);
      }
    } catch (UnreadableTag e) {
      throw new UnsupportedFormat(target, Stage.WRITE, e.getMessage() + "; left untouched", e);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Reads the source's tags first, then writes. */
  public void write(
      Path source, String recording, Path target, TagFormat format, TagFields wanted) {
    write(new TagReader().snapshot(source, format), recording, target, wanted);
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
    try {
      Placement placement = Placement.of(target, options);
      if (placement.isShared()) {
        options.notices().about(target, placement.sharing() + "; skipped");
      }
      return placement.isShared();
    } catch (IOException e) {
      throw unwritable(target, e);
    }
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

  private void replace(TagSnapshot source, String recording, Path target, TagFields wanted)
      throws IOException {
    requireWritable(target);
    Placement placement = Placement.of(target, options);
    placement.requireAllowed();
    KeptAttributes attributes = new KeptAttributes(source.file(), options);
    try (FileReplacement replacement = FileReplacement.of(target, attributes)) {
      try (FileBytes bytes = FileBytes.open(source.file())) {
        Splice content =
            TagReader.orUnreadable(() -> TagContainers.of(source.format()).splice(bytes, wanted));
        replacement.write(content, bytes);
      }
      FileTags after = TagReader.readAll(replacement.draft(), source.format());
      requireSameForeignTags(source.tags(), after, target);
      requireFields(wanted, after.own(), target);
      requireSameAudio(recording, replacement.draft(), target);
      attributes.copyTo(replacement.draft());
      if (!source.isCurrent() || !replacement.isStillOurs()) {
        throw new StorageConflict(
            target, Stage.WRITE, "the file changed while it was being tagged; tag it again");
      }
      placement.put(replacement);
      source.format().misnaming(target).ifPresent(text -> options.notices().about(target, text));
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

  private static void requireFields(TagFields wanted, TagFields written, Path target) {
    if (!written.saysTheSameAs(wanted)) {
      throw refusal(target, "the fields did not read back as written");
    }
  }

  private static void requireSameForeignTags(FileTags before, FileTags after, Path target) {
    List<ForeignTag> lost = without(before.foreign(), after.foreign());
    if (!lost.isEmpty()) {
      throw refusal(target, "writing would lose " + counted(lost));
    }
    List<ForeignTag> added = without(after.foreign(), before.foreign());
    if (!added.isEmpty()) {
      throw refusal(target, "writing would add " + counted(added));
    }
    if (!before.foreign().equals(after.foreign())) {
      throw refusal(target, "writing would reorder tags of the same name");
    }
  }

  private static List<ForeignTag> without(List<ForeignTag> tags, List<ForeignTag> others) {
    Map<ForeignTag, Integer> left = new HashMap<>();
    others.forEach(tag -> left.merge(tag, 1, Integer::sum));
    return tags.stream().filter(tag -> left.merge(tag, -1, Integer::sum) < 0).toList();
  }

  /** {@code 2 x CHAP frame, 1 x TIT2 frame}. */
  private static String counted(List<ForeignTag> tags) {
    Map<String, Long> counts =
        tags.stream()
            .collect(
                Collectors.groupingBy(
                    ForeignTag::printableName, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " x " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static TrackFailure refusal(Path target, String reason) {
    return new UnsupportedFormat(target, Stage.WRITE, reason + "; left untouched");
  }

  private static boolean isSame(Path source, Path target) throws IOException {
    return Files.exists(target) && Files.isSameFile(source, target);
  }
}

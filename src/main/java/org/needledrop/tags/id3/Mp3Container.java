package org.needledrop.tags.id3;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * MP3: an ID3v2 tag, then audio. Everything after the tag (audio, Lyrics3, APEv2, ID3v1) is copied
 * unchanged. So is an ID3v2 tag at the end (ID3v2.4.0 structure, section 5): ffmpeg takes it for
 * audio, so that the audio hash would change with it, and TagLib, mutagen and ffmpeg do not read
 * it.
 */
public final class Mp3Container implements TagContainer {
  /** Padding in bytes, so that small changes need not move the audio. */
  private static final int PADDING = 1024;

  /** Magic numbers of ZIP, RAR and 7z. */
  private static final Set<Integer> ARCHIVES = Set.of(0x504B0304, 0x52617221, 0x377ABCAF);

  @Override
  public FileTags read(FileBytes file) throws IOException {
    long tagSize = Id3Parser.size(file, 0);
    refuseArchive(file, tagSize);
    var rest =
        List.of(
            new ForeignTag(
                "part after the ID3v2 tag", file.checksum(tagSize, file.size() - tagSize)));
    return tagSize == 0
        ? Id3V1.of(file).readAbsent(rest)
        : Id3Parser.parse(file.at(0, tagSize)).read(rest);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    long tagSize = Id3Parser.size(file, 0);
    Id3Tag inherited = Id3V1.of(file);
    Id3Tag old = tagSize == 0 ? inherited : Id3Parser.parse(file.at(0, tagSize));
    Id3Tag tag = old.with(wanted);
    Splice result = new Splice();
    if (tag.isNeeded(wanted, inherited)) {
      result.put(tag.bytes(tagSize, PADDING));
    }
    return result.keepFrom(tagSize, file);
  }

  /** Rejects archives of uncompressed MP3s, which decode like an MP3. */
  private static void refuseArchive(FileBytes file, long start) throws IOException {
    boolean whole = file.size() - start >= Integer.BYTES;
    if (whole && ARCHIVES.contains(file.at(start, Integer.BYTES).getInt())) {
      throw new UnreadableTag("it is an archive, not an MP3");
    }
  }
}

package org.needledrop.tags;

import java.io.IOException;
import java.util.Collection;

/** Where one kind of file keeps its tags. Stateless: the bytes of the file are all there is. */
interface TagContainer {
  /** Frames, comments, blocks, chunks or atoms: far more than any program writes. */
  int MOST_PARTS = 100_000;

  /**
   * All that the file holds besides its audio.
   *
   * @throws UnreadableTag if the file is damaged or of an unsupported kind
   */
  FileTags read(FileBytes file) throws IOException;

  /**
   * The file with exactly the wanted fields of ours and everything else as it stands.
   *
   * @throws UnreadableTag as {@link #read}
   */
  Splice splice(FileBytes file, TagFields wanted) throws IOException;

  /** A file made of nothing but tiny parts would take all memory. */
  static void refuseMany(Collection<?> parts) throws UnreadableTag {
    if (parts.size() > MOST_PARTS) {
      throw new UnreadableTag("it has more than %,d parts".formatted(MOST_PARTS));
    }
  }

  static TagContainer of(TagFormat format) {
    return switch (format) {
      case MP3 -> new Mp3Container();
      case FLAC -> new FlacContainer();
      case OGG_VORBIS -> new OggContainer(OggContainer.Codec.VORBIS);
      case OGG_OPUS -> new OggContainer(OggContainer.Codec.OPUS);
      case MP4 -> new Mp4Container();
      case WAV -> IffContainer.WAV;
      case AIFF -> IffContainer.AIFF;
      case ASF -> new AsfContainer();
    };
  }
}

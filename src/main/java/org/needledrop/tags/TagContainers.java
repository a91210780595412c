package org.needledrop.tags;

/** The container of each format. */
final class TagContainers {

  private TagContainers() {}

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

package org.needledrop.tags.file;

import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.ape.ApeContainer;
import org.needledrop.tags.ape.TtaContainer;
import org.needledrop.tags.asf.AsfContainer;
import org.needledrop.tags.id3.DsfContainer;
import org.needledrop.tags.id3.Mp3Container;
import org.needledrop.tags.iff.IffContainer;
import org.needledrop.tags.mp4.Mp4Container;
import org.needledrop.tags.vorbis.FlacContainer;
import org.needledrop.tags.vorbis.OggContainer;

/** The container of each format. */
final class TagContainers {

  private TagContainers() {}

  static TagContainer of(TagFormat format) {
    return switch (format) {
      case MP3 -> new Mp3Container();
      case FLAC -> new FlacContainer();
      case OGG_VORBIS -> new OggContainer(OggContainer.Codec.VORBIS);
      case OGG_OPUS -> new OggContainer(OggContainer.Codec.OPUS);
      case OGG_FLAC -> new OggContainer(OggContainer.Codec.FLAC);
      case MP4 -> new Mp4Container();
      case WAV -> IffContainer.WAV;
      case AIFF -> IffContainer.AIFF;
      case ASF -> new AsfContainer();
      case APE, MUSEPACK, WAVPACK, TAK -> new ApeContainer();
      case TTA -> new TtaContainer();
      case DSF -> new DsfContainer();
    };
  }
}

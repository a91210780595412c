package org.needledrop.tags.ape;

import java.io.IOException;
import java.util.List;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;

/**
 * Monkey's Audio, Musepack, WavPack and TAK: audio, then an APE tag. Everything around the tag
 * (audio, ID3v2, Lyrics3, ID3v1) is copied unchanged.
 */
public final class ApeContainer implements TagContainer {

  @Override
  public FileTags read(FileBytes file) throws IOException {
    ApePlace place = ApePlace.in(file);
    List<ForeignTag> rest =
        List.of(
            new ForeignTag("part before the APE tag", file.checksum(0, place.start())),
            new ForeignTag(
                "part after the APE tag", file.checksum(place.end(), file.size() - place.end())));
    return place.isEmpty() ? new FileTags(TagFields.NONE, rest) : tag(file, place).read(rest);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    ApePlace place = ApePlace.in(file);
    ApeTag tag = (place.isEmpty() ? ApeTag.NONE : tag(file, place)).with(wanted);
    Splice result = new Splice().keep(0, place.start());
    if (wanted.tagPresent() || !tag.items().isEmpty()) {
      result.put(tag.bytes());
    }
    return result.keepFrom(place.end(), file);
  }

  private static ApeTag tag(FileBytes file, ApePlace place) throws IOException {
    return ApeTag.parse(file.at(place.start(), place.end() - place.start()));
  }
}

package org.needledrop.tags.ape;

import java.io.IOException;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.id3.Id3Parser;
import org.needledrop.tags.id3.Mp3Container;

/**
 * True Audio: an ID3v2 tag before the audio, as its format says and mutagen and TagLib do, or the
 * APE tag of programs that write only that.
 */
public final class TtaContainer implements TagContainer {
  private final TagContainer id3 = new Mp3Container();
  private final TagContainer ape = new ApeContainer();

  @Override
  public FileTags read(FileBytes file) throws IOException {
    return tagged(file).read(file);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    return tagged(file).splice(file, wanted);
  }

  private TagContainer tagged(FileBytes file) throws IOException {
    boolean onlyApe = Id3Parser.size(file, 0) == 0 && !ApePlace.in(file).isEmpty();
    return onlyApe ? ape : id3;
  }
}

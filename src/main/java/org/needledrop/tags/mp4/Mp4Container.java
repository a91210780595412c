package org.needledrop.tags.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * MP4, also fragmented: the items of {@code moov.udta.meta.ilst} (ISO/IEC 14496-12, sections 8.10.1
 * and 8.11.1; QuickTime File Format, Metadata).
 */
public final class Mp4Container implements TagContainer {
  /** The atom {@code hdlr} that announces iTunes' list of tags. */
  private static final ByteBuffer ITUNES_HANDLER =
      ByteBuffer.allocate(25).put(8, "mdirappl".getBytes(ISO_8859_1)).asReadOnlyBuffer();

  private static final List<String> AUDIO_OR_ROOM = List.of("moov", "mdat", "free", "skip", "wide");

  /** Leaves out what a tag moves, to compare the rest. */
  private static final Mp4Fragments WITHOUT_OFFSETS = new Mp4Fragments(_ -> 0);

  @Override
  public FileTags read(FileBytes file) throws IOException {
    List<ForeignTag> foreign = new ArrayList<>();
    List<Mp4TopAtom> atoms = Mp4TopAtom.all(file);
    for (Mp4TopAtom atom : atoms) {
      if (Mp4Fragments.holdOffsets(atom)) {
        foreign.add(new ForeignTag(atom.type(), Sha256.of(WITHOUT_OFFSETS.mended(file, atom))));
      } else if (!AUDIO_OR_ROOM.contains(atom.type())) {
        foreign.add(new ForeignTag(atom.type(), file.checksum(atom.offset(), atom.size())));
      }
    }
    Mp4Atom moov = Mp4Atom.parseContainer("moov", moov(atoms).content(file));
    collectForeign(moov, foreign);
    Optional<Mp4Atom> list = list(moov);
    return list.isEmpty()
        ? new FileTags(TagFields.NONE, foreign)
        : Mp4Items.OWN_FIELDS.read(list.get().children(), foreign);
  }

  /** Collects all atoms except items, their containers (empty ones, too) and offset tables. */
  private static void collectForeign(Mp4Atom atom, List<ForeignTag> foreign) {
    for (Mp4Atom child : atom.children()) {
      boolean leaf = child.children().isEmpty() && !isEmptyContainer(child);
      boolean moves = Mp4ChunkOffsets.TYPES.contains(child.type());
      if (leaf && !moves && !child.content().equals(ITUNES_HANDLER)) {
        foreign.add(new ForeignTag(atom.type() + "." + child.type(), Sha256.of(child.content())));
      } else if (!child.type().equals("ilst")) {
        collectForeign(child, foreign);
      }
    }
  }

  private static boolean isEmptyContainer(Mp4Atom atom) {
    boolean empty = !atom.content().hasRemaining();
    return atom.type().equals("ilst") || (empty && atom.type().equals("udta"));
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    List<Mp4TopAtom> atoms = Mp4TopAtom.all(file);
    Mp4TopAtom place = moov(atoms);
    Mp4Atom changed = with(Mp4Atom.parseContainer("moov", place.content(file)), wanted);
    long growth = changed.size() - place.size();
    Mp4Fragments fragments =
        new Mp4Fragments(offset -> offset >= place.end() ? offset + growth : offset);
    Splice result = new Splice();
    for (Mp4TopAtom atom : atoms) {
      if (atom.equals(place)) {
        result.put(Mp4ChunkOffsets.shift(changed, place.end(), growth).bytes());
      } else if (Mp4Fragments.holdOffsets(atom)) {
        result.put(fragments.mended(file, atom));
      } else {
        result.keep(atom.offset(), atom.size());
      }
    }
    return result.keepFrom(atoms.getLast().end(), file);
  }

  private static Mp4Atom with(Mp4Atom moov, TagFields wanted) throws UnreadableTag {
    List<Mp4Atom> old = list(moov).map(Mp4Atom::children).orElse(List.of());
    List<Mp4Atom> items = Mp4Items.OWN_FIELDS.replace(old, wanted);
    boolean keepsTag = wanted.tagPresent() || !items.isEmpty();
    Optional<Mp4Atom> udta = moov.child("udta");
    Optional<Mp4Atom> meta =
        udta.flatMap(atom -> atom.child("meta"))
            .or(() -> keepsTag ? Optional.of(emptyMeta()) : Optional.empty())
            .map(atom -> atom.with("ilst", list(items, keepsTag)))
            .filter(atom -> keepsTag || holdsMoreThanOurHandler(atom));
    Optional<Mp4Atom> changed =
        udta.or(() -> Optional.of(Mp4Atom.container("udta", List.of())))
            .map(atom -> atom.with("meta", meta))
            .filter(atom -> !atom.children().isEmpty());
    return moov.with("udta", changed);
  }

  private static Optional<Mp4Atom> list(List<Mp4Atom> items, boolean keepsTag) {
    return keepsTag ? Optional.of(Mp4Atom.container("ilst", items)) : Optional.empty();
  }

  /** Returns whether the meta atom has a handler of another program. */
  private static boolean holdsMoreThanOurHandler(Mp4Atom meta) {
    return !meta.children().stream().allMatch(child -> child.content().equals(ITUNES_HANDLER));
  }

  private static Mp4Atom emptyMeta() {
    return new Mp4Atom(
        "meta", ByteBuffer.allocate(4), List.of(Mp4Atom.leaf("hdlr", ITUNES_HANDLER)));
  }

  private static Optional<Mp4Atom> list(Mp4Atom moov) {
    return moov.child("udta")
        .flatMap(udta -> udta.child("meta"))
        .flatMap(meta -> meta.child("ilst"));
  }

  private static Mp4TopAtom moov(List<Mp4TopAtom> atoms) throws UnreadableTag {
    List<Mp4TopAtom> moovs = atoms.stream().filter(atom -> atom.is("moov")).toList();
    if (moovs.size() != 1) {
      throw new UnreadableTag("there are %d moov atoms instead of one".formatted(moovs.size()));
    }
    return moovs.getFirst();
  }
}

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

/** MP4: the items of {@code moov.udta.meta.ilst}. */
public final class Mp4Container implements TagContainer {
  /** The atom {@code hdlr} that announces iTunes' list of tags. */
  private static final ByteBuffer ITUNES_HANDLER =
      ByteBuffer.allocate(25).put(8, "mdirappl".getBytes(ISO_8859_1)).asReadOnlyBuffer();

  private static final List<String> AUDIO_OR_ROOM = List.of("moov", "mdat", "free", "skip", "wide");

  /** Marks a 64-bit size after the type. */
  private static final int LONG_SIZE = 1;

  /** A top-level atom. */
  private record TopAtom(String type, long offset, long size) {}

  @Override
  public FileTags read(FileBytes file) throws IOException {
    List<ForeignTag> foreign = new ArrayList<>();
    for (TopAtom atom : topAtoms(file)) {
      if (!AUDIO_OR_ROOM.contains(atom.type())) {
        foreign.add(new ForeignTag(atom.type(), file.checksum(atom.offset(), atom.size())));
      }
    }
    Mp4Atom moov = parse(file, moov(file));
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
    TopAtom place = moov(file);
    Mp4Atom moov = parse(file, place);
    Mp4Atom changed = with(moov, wanted);
    long end = place.offset() + place.size();
    long growth = changed.size() - place.size();
    return new Splice()
        .keep(0, place.offset())
        .put(Mp4ChunkOffsets.shift(changed, end, growth).bytes())
        .keepFrom(end, file);
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

  private static Mp4Atom parse(FileBytes file, TopAtom moov) throws IOException {
    ByteBuffer content = file.at(moov.offset() + Mp4Atom.HEADER, moov.size() - Mp4Atom.HEADER);
    return Mp4Atom.parseContainer("moov", content);
  }

  private static TopAtom moov(FileBytes file) throws IOException {
    List<TopAtom> atoms = topAtoms(file);
    if (atoms.stream().anyMatch(atom -> atom.type().equals("moof"))) {
      throw new UnreadableTag("fragmented MP4 is not supported");
    }
    List<TopAtom> moovs = atoms.stream().filter(atom -> atom.type().equals("moov")).toList();
    if (moovs.size() != 1) {
      throw new UnreadableTag("there are %d moov atoms instead of one".formatted(moovs.size()));
    }
    if (file.at(moovs.getFirst().offset(), Mp4Atom.HEADER).getInt(0) == LONG_SIZE) {
      throw new UnreadableTag("a moov atom with a 64-bit size is not supported");
    }
    return moovs.getFirst();
  }

  private static List<TopAtom> topAtoms(FileBytes file) throws IOException {
    List<TopAtom> atoms = new ArrayList<>();
    for (long at = 0; at + Mp4Atom.HEADER <= file.size(); at += atoms.getLast().size()) {
      ByteBuffer header = file.at(at, Mp4Atom.HEADER);
      long size = Integer.toUnsignedLong(header.getInt(0));
      if (size == LONG_SIZE) {
        size = file.at(at + Mp4Atom.HEADER, Long.BYTES).getLong(0);
      } else if (size == 0) {
        size = file.size() - at;
      }
      if (size < Mp4Atom.HEADER || size > file.size() - at) {
        throw new UnreadableTag("an atom extends past the end of the file");
      }
      atoms.add(new TopAtom(Mp4Atom.type(header, 4), at, size));
      TagContainer.refuseMany(atoms);
    }
    return atoms;
  }
}

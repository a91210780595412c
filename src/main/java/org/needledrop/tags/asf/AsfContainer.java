package org.needledrop.tags.asf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * WMA: a header of objects, one of which holds named descriptors; then the audio (Advanced Systems
 * Format Specification 1.20.03, sections 3.1, 3.2 and 3.11).
 */
public final class AsfContainer implements TagContainer {
  private static final String HEADER_OBJECT = "3026B2758E66CF11A6D900AA0062CE6C";
  private static final String FILE_PROPERTIES = "A1DCAB8C47A9CF118EE400C00C205365";
  private static final String DESCRIPTORS = "40A4D0D207E3D21197F000A0C95EA850";
  private static final String PADDING = "74D40618DFCA0945A4BA9AABCB96AAE8";

  private static final Set<String> OWN_OR_ROOM = Set.of(FILE_PROPERTIES, DESCRIPTORS, PADDING);

  /** Bytes of id, size, count of objects and two reserved ones. */
  private static final int PREAMBLE = 30;

  /** Offset of the file size in the file properties, after id and size. */
  private static final int FILE_SIZE = 16;

  @Override
  public FileTags read(FileBytes file) throws IOException {
    List<ForeignTag> foreign = new ArrayList<>();
    List<AsfObject> objects = objects(header(file));
    for (AsfObject object : objects) {
      if (!OWN_OR_ROOM.contains(object.id())) {
        foreign.add(new ForeignTag("object " + object.id(), Sha256.of(object.content())));
      }
    }
    Optional<AsfObject> own = descriptors(objects);
    return own.isEmpty()
        ? new FileTags(TagFields.NONE, foreign)
        : AsfDescriptors.OWN_FIELDS.read(AsfDescriptors.parse(own.get().content()), foreign);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    ByteBuffer header = header(file);
    List<AsfObject> objects = new ArrayList<>(objects(header));
    Optional<AsfObject> old = descriptors(objects);
    int place = old.map(objects::indexOf).orElse(objects.size());
    old.ifPresent(objects::remove);
    var descriptors =
        AsfDescriptors.OWN_FIELDS.replace(
            old.isEmpty() ? List.of() : AsfDescriptors.parse(old.get().content()), wanted);
    if (wanted.tagPresent() || !descriptors.isEmpty()) {
      objects.add(place, new AsfObject(DESCRIPTORS, AsfDescriptors.bytes(descriptors)));
    }
    return new Splice().put(bytes(header, objects)).keepFrom(header.capacity(), file);
  }

  private static Optional<AsfObject> descriptors(List<AsfObject> objects) {
    return objects.stream().filter(object -> object.id().equals(DESCRIPTORS)).findFirst();
  }

  private static ByteBuffer header(FileBytes file) throws IOException {
    ByteBuffer preamble = file.at(0, PREAMBLE).order(ByteOrder.LITTLE_ENDIAN);
    if (!AsfObject.id(preamble, 0).equals(HEADER_OBJECT)) {
      throw new UnreadableTag("there is no ASF header");
    }
    return file.at(0, preamble.getLong(16)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<AsfObject> objects(ByteBuffer header) throws UnreadableTag {
    ByteBuffer bytes = header.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(PREAMBLE);
    List<AsfObject> objects = new ArrayList<>();
    while (bytes.hasRemaining()) {
      objects.add(AsfObject.next(bytes));
    }
    return objects;
  }

  private static ByteBuffer bytes(ByteBuffer oldHeader, List<AsfObject> objects) {
    int size = PREAMBLE + objects.stream().mapToInt(AsfObject::size).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(oldHeader.slice(0, PREAMBLE));
    bytes.putLong(16, size).putInt(24, objects.size());
    for (AsfObject object : objects) {
      int place = bytes.position() + AsfObject.HEADER + FILE_SIZE;
      object.writeTo(bytes);
      if (object.id().equals(FILE_PROPERTIES)) {
        bytes.putLong(place, bytes.getLong(place) + size - oldHeader.capacity());
      }
    }
    return bytes.flip();
  }
}

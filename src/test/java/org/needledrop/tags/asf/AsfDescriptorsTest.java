package org.needledrop.tags.asf;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.UnreadableTag;

/** What is particular to the tags of WMA. */
class AsfDescriptorsTest {
  private static final byte[] NO_TEXT = {'A', 0, 0, (byte) 0xD8, 'x'};

  @Test
  void keepsANameThatIsNoText() throws UnreadableTag {
    ByteBuffer tag = tag(descriptor(NO_TEXT, "value".getBytes(UTF_16LE)));
    TagFields marked = new TagFields(true, List.of(), new TreeMap<>(Map.of(TagNames.MODEL, "m 1")));
    var customFields = AsfDescriptors.OWN_FIELDS.replace(AsfDescriptors.parse(tag), marked);
    var again =
        AsfDescriptors.OWN_FIELDS.replace(
            customFields, new TagFields(true, List.of(), new TreeMap<>()));
    assertThat(AsfDescriptors.bytes(again)).isEqualTo(tag);
  }

  @Test
  void refusesAGenreThatIsNoText() throws UnreadableTag {
    ByteBuffer tag = tag(descriptor("WM/Genre".getBytes(UTF_16LE), NO_TEXT));
    var descriptors = AsfDescriptors.parse(tag);
    assertThatThrownBy(() -> AsfDescriptors.OWN_FIELDS.read(descriptors, List.of()))
        .isInstanceOf(UnreadableTag.class)
        .hasMessage("its genre is not valid UTF-16LE");
  }

  @Test
  void refusesMoreEntriesThanTheTagSaysSinceTheyWouldBeLost() {
    ByteBuffer tag = tag(descriptor(NO_TEXT, NO_TEXT)).putShort(0, (short) 0);
    assertThatThrownBy(() -> AsfDescriptors.parse(tag))
        .isInstanceOf(UnreadableTag.class)
        .hasMessage("its tag holds more entries than it declares");
  }

  private static ByteBuffer tag(byte[] descriptor) {
    return little(2 + descriptor.length).putShort((short) 1).put(descriptor).flip();
  }

  /** Of type 0: text. */
  private static byte[] descriptor(byte[] name, byte[] value) {
    return little(6 + name.length + value.length)
        .putShort((short) name.length)
        .put(name)
        .putShort((short) 0)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}

package org.needledrop.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.bucket.BucketRecords.VersionedRecord;
import org.needledrop.journal.TrackRecord;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.WriteCondition;

/** A record that commit c560614 wrote, before its classes were renamed. */
class EarlierRecordTest {

  private static final ObjectKey OBJECT = new ObjectKey("music", "a.mp3");
  private static final ObjectKey RECORD =
      new ObjectKey(
          "music",
          ".needledrop/tracks/792db4bef67d342e6644f30ed39ef501eb3d0048e10f661bebe2cbb91ba62352.json");

  private final MemoryObjectStore store = new MemoryObjectStore((_, _) -> {}, 0, new Random(1));
  private final BucketRecords records = new BucketRecords(store, Optional.empty());

  @Test
  void isReadAndWrittenUnchanged() throws IOException {
    byte[] earlier = Files.readAllBytes(Path.of("src/test/resources/earlier/record.json"));
    store.write(RECORD, earlier, new WriteCondition.Absent());

    VersionedRecord read = records.read(OBJECT);

    TrackRecord track = read.record().track().orElseThrow();
    assertThat(track.original().genres()).containsExactly("Rock");
    assertThat(track.written().customFields()).hasSize(2);
    assertThat(track.analysis().method()).isEqualTo(new AnalysisMethod("model-1", 0.5, 1));
    records.write(OBJECT, read, read.record());
    assertThat(new String(store.read(RECORD).orElseThrow().bytes(), UTF_8))
        .isEqualTo(new String(earlier, UTF_8));
  }
}

package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import org.needledrop.journal.Journal;
import org.needledrop.journal.TrackRecord;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.UnitVectors;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.IndexEntries;

/** The record of an object: it can be worked with, or cannot be read; nothing in between. */
class BucketRecordFuzzTest {
  private static final ObjectKey PLACE = BucketRecords.all("music").withKey("record.json");
  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));

  @DictionaryEntries({
    "\"object\"",
    "\"bucket\"",
    "\"key\"",
    "\"sequencer\"",
    "\"etag\"",
    "\"track\""
  })
  @DictionaryEntries({"\"failure\"", "\"stage\"", "\"reason\"", "\"fingerprint\"", "\"original\""})
  @DictionaryEntries({"\"written\"", "\"analysis\"", "\"audioHash\"", "\"method\"", "\"audio\""})
  @DictionaryEntries({"\"hearing\"", "\"scores\"", "\"abstention\"", "\"timeline\"", "null"})
  @FuzzTest
  void record(byte[] json) {
    MemoryObjectStore store = new MemoryObjectStore((_, _) -> {}, 0, new Random(1));
    store.put(PLACE, json);
    BucketRecord record;
    try {
      record = BucketRecords.at(store, PLACE).orElseThrow();
    } catch (UncheckedIOException e) {
      assertThat(e.getMessage()).startsWith("cannot read the record " + PLACE + ": ");
      return;
    }
    assertThat(record.object().toString()).startsWith("s3://");
    assertThat(record.hasHandled(record.sequencer())).isEqualTo(record.sequencer().isPresent());
    record.failure().ifPresent(why -> assertThat(why.reason()).isNotNull());
    record.track().ifPresent(BucketRecordFuzzTest::assertUsable);
  }

  private static void assertUsable(TrackRecord track) {
    try (Journal journal = Journal.inMemory()) {
      Path file = Path.of("a.mp3");
      journal.restore(file, track);
      assertThat(journal.record(file).orElseThrow().written()).isEqualTo(track.written());
      IndexEntries.of(journal, MODEL)
          .ifOfModel("a", track)
          .ifPresent(BucketRecordFuzzTest::assertIndexable);
    }
  }

  /** Lucene and OpenSearch take finite vectors only. */
  private static void assertIndexable(IndexedTrack track) {
    assertThat(track.audioHash()).isNotNull();
    for (SimilarityMeasure closeness : SimilarityMeasure.values()) {
      track.scores().ifPresent(scores -> assertFinite(UnitVectors.of(scores, closeness)));
    }
  }

  private static void assertFinite(float[] vector) {
    for (float value : vector) {
      assertThat(value).isFinite();
    }
  }
}

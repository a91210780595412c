package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.bucket.FaultyObjectStore.Fault;
import org.needledrop.journal.TrackRecord;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.tagging.OneGenre;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;

/** Each call of the store fails in each way, or ends the process; the next event heals all. */
class FaultyStoreTest {

  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));
  private static final ObjectKey SONG = new ObjectKey("music", "song.mp3");
  private static final ObjectKey COPY = new ObjectKey("music", "copies/song.mp3");
  private static final Map<String, int[]> TABLE = new TreeMap<>();

  @TempDir private static Path folder;
  private static byte[] original;

  /** What an event asks for. */
  enum Event {
    TAG,
    /** It was tagged before, and gets other words. */
    RETAG,
    COPY,
    /** It was tagged before, and is deleted. */
    REMOVE;

    private Result handle(ObjectStore store, List<String> told) {
      Destination destination =
          new Destination(
              this == COPY ? Optional.of(new ObjectKey("music", "copies/")) : Optional.empty());
      BucketTagger tagger =
          new BucketTagger(
              new BucketSetup(
                  store,
                  new BucketRecords(store, Optional.empty()),
                  ObjectFilter.upTo(4L << 30),
                  destination,
                  folder.resolve("scratch"),
                  false),
              tagging(this == RETAG ? "Another word" : "Rock"),
              failed -> told.add(failed.message()));
      return this == REMOVE
          ? tagger.remove(SONG, new EventDelivery(Optional.of("02"), OptionalInt.empty()))
          : tagger.tag(SONG, EventDelivery.once(Optional.of(this == RETAG ? "02" : "01")));
    }
  }

  /**
   * What the store holds, but for etags.
   *
   * @param song digests would do, but sizes and contents are small
   * @param settled whether the record is of the object as it is
   */
  private record VersionedRecord(
      Optional<String> song,
      Optional<String> copy,
      Optional<BucketRecord> record,
      boolean settled) {

    boolean isRewritten(VersionedRecord before) {
      return !song.equals(before.song) || !copy.equals(before.copy);
    }

    static VersionedRecord by(MemoryObjectStore store) {
      Optional<BucketRecord> record = new BucketRecords(store, Optional.empty()).find(SONG);
      Optional<String> etag = store.head(SONG).map(found -> found.etag());
      return new VersionedRecord(
          text(store, SONG),
          text(store, FaultyStoreTest.COPY),
          record.map(VersionedRecord::withoutEtag),
          record.flatMap(BucketRecord::etag).equals(etag));
    }

    private static Optional<String> text(MemoryObjectStore store, ObjectKey key) {
      return store.content(key).map(FaultyStoreTest::text);
    }

    private static BucketRecord withoutEtag(BucketRecord record) {
      return new BucketRecord(
          record.object(),
          record.sequencer(),
          Optional.empty(),
          record.track().map(VersionedRecord::comparable),
          record.failure(),
          record.unfinished(),
          record.archived());
    }

    /** Scores are arrays, which only equal themselves. */
    private static TrackRecord comparable(TrackRecord track) {
      return new TrackRecord(
          track.fingerprint(),
          track.original(),
          track.written(),
          Optional.empty(),
          null,
          track.metadata());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @BeforeAll
  static void makeSong() throws IOException {
    String music = Path.of("sample-library", "werner-hacienda.mp3").toString();
    Path song =
        TestAudio.encode(
            folder.resolve("song.mp3"),
            "-t",
            "4",
            "-i",
            music,
            "-map",
            "0:a",
            "-c",
            "copy",
            "-metadata",
            "genre=Jazz");
    original = Files.readAllBytes(song);
    Files.createDirectory(folder.resolve("scratch"));
  }

  @AfterAll
  static void printTable() {
    System.out.println("                       calls  old  new  told");
    TABLE.forEach(
        (name, counts) ->
            System.out.printf(
                "%-22s %5d %4d %4d %5d%n", name, counts[0], counts[1], counts[2], counts[3]));
  }

  @ParameterizedTest
  @EnumSource
  void theNextEventHealsWhatAnyCallOfTheStoreLeft(Event event) throws IOException {
    MemoryObjectStore undisturbed = before(event);
    final VersionedRecord before = VersionedRecord.by(undisturbed);
    event.handle(undisturbed, new ArrayList<>());
    VersionedRecord after = VersionedRecord.by(undisturbed);
    assertThat(event == Event.REMOVE || after.isRewritten(before)).isTrue();

    for (Fault fault : Fault.values()) {
      boolean reached = true;
      for (int nth = 1; reached; nth++) {
        MemoryObjectStore store = before(event);
        FaultyObjectStore faulty = new FaultyObjectStore(store, nth, fault);
        String name = "%s, call %d %s".formatted(event, nth, fault);
        boolean told = handle(event, faulty, name);
        reached = faulty.reached();
        if (reached) {
          VersionedRecord left = VersionedRecord.by(store);
          assertThat(left.song()).as(name).isIn(before.song(), after.song());
          assertThat(left.copy()).as(name).isIn(before.copy(), after.copy());
          assertTruth(left, before, after, name);
          note(event, fault, left.isRewritten(before), told);
          event.handle(store, new ArrayList<>());
        }
        assertThat(VersionedRecord.by(store)).as(name).isEqualTo(after);
      }
    }
  }

  /** A record that is settled is the new one; any knows what stood there at first. */
  private static void assertTruth(
      VersionedRecord left, VersionedRecord before, VersionedRecord after, String name) {
    if (left.settled()) {
      assertThat(left).as(name).isIn(before, after);
    }
    left.record()
        .flatMap(BucketRecord::track)
        .ifPresent(track -> assertThat(track.original().genres()).as(name).containsExactly("Jazz"));
  }

  /** Whether it was said that something went wrong. */
  private static boolean handle(Event event, FaultyObjectStore store, String name)
      throws IOException {
    List<String> told = new ArrayList<>();
    try {
      Result result = event.handle(store, told);
      assertThat(folder.resolve("scratch")).as(name).isEmptyDirectory();
      return switch (result) {
        case Result.Failed failed -> {
          assertThat(told).as(name).containsExactly(failed.message());
          assertThat(failed.message()).as(name).contains("s3://music/");
          yield true;
        }
        case Result.Postponed postponed -> {
          assertThat(postponed.message()).as(name).contains("s3://music/");
          yield true;
        }
        case Result.Tagged _, Result.Skipped _, Result.InArchive _ -> false;
      };
    } catch (MemoryObjectStore.Killed e) {
      return false;
    }
  }

  private static MemoryObjectStore before(Event event) {
    MemoryObjectStore store = new MemoryObjectStore((key, there) -> {}, 0, new Random(1));
    store.put(SONG, original);
    if (event == Event.RETAG || event == Event.REMOVE) {
      Event.TAG.handle(store, new ArrayList<>());
    }
    if (event == Event.REMOVE) {
      store.delete(SONG);
    }
    return store;
  }

  private static void note(Event event, Fault fault, boolean fresh, boolean told) {
    int[] counts = TABLE.computeIfAbsent("%-7s %s".formatted(event, fault), _ -> new int[4]);
    counts[0]++;
    counts[fresh ? 2 : 1]++;
    counts[3] += told ? 1 : 0;
  }

  private static JournaledTagging tagging(String word) {
    AudioLimits limits = AudioLimits.defaults();
    Map<String, List<String>> words =
        new TreeMap<>(Map.of(MODEL.genres().getFirst(), List.of(word)));
    TaggingOptions options =
        new TaggingOptions(
            TagPolicy.REPLACE, new GenreMap(words), OptionalDouble.of(0), 0, false, false);
    return new JournaledTagging(
        new Tagging(AnalysisSetup.of(Ffmpeg.find(), limits, MODEL, new OneGenre(MODEL)), options));
  }
}

package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.audio.WrongHeader;
import org.needledrop.failure.Stage;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.Archived;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;
import software.amazon.awssdk.services.s3.S3Client;

/** Real tracks in a real store; only the network is not one, so that it can do things meanwhile. */
class BucketTaggerTest {

  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));
  private static final Path FIRST = Path.of("sample-library/one-drop-morning.mp3");
  private static final Path SECOND = Path.of("sample-library/werner-hacienda.mp3");

  @TempDir private static Path folder;
  private static Server moto;
  private static S3ObjectStore store;

  private static final String NOISY = "random(0)*sin(2*PI*300*t)*0.4:s=44100";

  @BeforeAll
  static void startStore() {
    TestCredentials.use();
    moto = Server.moto();
    store = S3ObjectStore.open(Optional.of(moto.address()));
    try (S3Client s3 = TestCredentials.s3(moto.address())) {
      s3.createBucket(r -> r.bucket("music"));
      s3.createBucket(r -> r.bucket("copies"));
    }
  }

  @AfterAll
  static void stopStore() {
    store.close();
    moto.close();
  }

  @Test
  void tagsTheNewContentWhenAnObjectIsReplacedMeanwhile() throws IOException {
    ObjectKey key = put("replaced.mp3", FIRST);
    List<Runnable> meanwhile = new ArrayList<>(List.of(() -> replace(key, SECOND)));
    CountingScorer scorer = new CountingScorer(() -> meanwhile.removeFirst().run(), 1);

    Result result =
        tagger(scorer, Destination.inPlace(), false)
            .tag(key, EventDelivery.once(Optional.of("01")));

    assertThat(result).isInstanceOf(Result.Tagged.class);
    assertThat(scorer.calls()).isEqualTo(2);
    TagFields tags = tags(key);
    assertThat(tags.customFields().get(TagNames.AUDIO)).isEqualTo(hash(SECOND));
    assertThat(record(key).track().orElseThrow().analysis().audioHash()).isEqualTo(hash(SECOND));
  }

  @Test
  void anObjectThatIsGoneIsNoFailure() {
    Result result =
        tagger(new CountingScorer(), Destination.inPlace(), false)
            .tag(new ObjectKey("music", "never.mp3"), EventDelivery.once(Optional.of("01")));

    assertThat(result).isEqualTo(new Result.Skipped(Result.Why.GONE));
  }

  @Test
  void listensOnceThoughItDiedBeforeTheObjectWasWritten() throws IOException {
    ObjectKey key = put("died.mp3", FIRST);
    CountingScorer scorer = new CountingScorer();
    BucketRecords records = new BucketRecords(store, Optional.empty());
    tagger(scorer, Destination.inPlace(), false).tag(key, EventDelivery.once(Optional.of("01")));
    BucketRecords.VersionedRecord held = records.read(key);
    records.write(key, held, held.record().prepared(held.record().track().orElseThrow()));
    replace(key, FIRST);

    Result result =
        tagger(scorer, Destination.inPlace(), false)
            .tag(key, EventDelivery.once(Optional.of("02")));

    assertThat(result).isInstanceOf(Result.Tagged.class);
    assertThat(scorer.calls()).isEqualTo(1);
    assertThat(tags(key).customFields()).containsKey(TagNames.MODEL);
  }

  @Test
  void postponesWhatNoWorkerScores() throws IOException {
    ObjectKey key = put("postponed.mp3", FIRST);
    CountingScorer scorer =
        new CountingScorer(
            () -> {
              throw new ScoringUnavailable("no worker answered", null);
            },
            1);

    Result result =
        tagger(scorer, Destination.inPlace(), false)
            .tag(key, EventDelivery.once(Optional.of("01")));

    assertThat(result).isEqualTo(new Result.Postponed(key, true, "no worker answered"));
    assertThat(tags(key).customFields()).isEmpty();
  }

  @Test
  void fetchesNothingWhileNoWorkerIsReady() throws IOException {
    ObjectKey key = put("outage.mp3", FIRST);
    // More than 1000 bytes would be refused, were it fetched.
    BucketTagger tagger = taggerOfSmall(tagging(away(), false), new ArrayList<>());

    for (int delivery = 1; delivery < 100; delivery++) {
      assertThat(tagger.tag(key, new EventDelivery(Optional.of("01"), OptionalInt.of(delivery))))
          .isEqualTo(new Result.Postponed(key, true, "no worker is ready"));
    }
    assertThat(new BucketRecords(store, Optional.empty()).find(key)).isEmpty();
  }

  @Test
  void neverGivesUpWhileWorkersAreBusy() throws IOException {
    ObjectKey key = put("busy.mp3", FIRST);
    Scorer busy =
        new CountingScorer(
            () -> {
              throw new ScoringUnavailable("429", null, true);
            },
            Integer.MAX_VALUE);
    List<Result.Failed> failures = new ArrayList<>();

    for (int delivery = 1; delivery < 20; delivery++) {
      assertThat(
              tagger(tagging(busy, false), failures)
                  .tag(key, new EventDelivery(Optional.of("01"), OptionalInt.of(delivery))))
          .isEqualTo(new Result.Postponed(key, true, "429"));
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void waitsForAWorkerWhereNobodyTellsOfTheObjectAgain() throws IOException {
    ObjectKey key = put("patient.mp3", FIRST);

    assertThat(tagger(away(), Destination.inPlace(), false).tag(key, EventDelivery.LISTED))
        .isInstanceOf(Result.Tagged.class);
  }

  @Test
  void givesUpWhatNobodyEverFinishes() throws IOException {
    ObjectKey key = put("deadly.mp3", FIRST);
    List<Result.Failed> failures = new ArrayList<>();
    Scorer deadly =
        new CountingScorer(
            () -> {
              throw new IllegalStateException("killed");
            },
            Integer.MAX_VALUE);
    BucketTagger tagger = tagger(tagging(deadly, false), failures);

    for (int delivery = 1; delivery <= 8; delivery++) {
      assertThat(tagger.tag(key, new EventDelivery(Optional.of("01"), OptionalInt.of(delivery))))
          .isInstanceOf(Result.Postponed.class);
    }
    assertThat(failures).isEmpty();
    assertThat(tagger.tag(key, new EventDelivery(Optional.of("01"), OptionalInt.of(9))))
        .isInstanceOf(Result.Failed.class);
    assertThat(failures.getFirst().message())
        .contains("gave up after 5 attempts that did not finish; see the log");

    // Moved back from the dead letters it is a new event, and may succeed.
    tagger(new CountingScorer(), Destination.inPlace(), false)
        .tag(key, new EventDelivery(Optional.of("02"), OptionalInt.of(1)));
    assertThat(record(key).track()).isPresent();
    assertThat(record(key).unfinished()).isEmpty();
  }

  @Test
  void waitsForAPermissionThatIsNewBeforeItGivesUp() {
    ObjectKey key = new ObjectKey("forbidden", "song.mp3");
    List<Result.Failed> failures = new ArrayList<>();

    for (int delivery = 1; delivery <= 4; delivery++) {
      assertThat(
              refused(failures)
                  .tag(key, new EventDelivery(Optional.of("01"), OptionalInt.of(delivery))))
          .isInstanceOf(Result.Postponed.class);
    }
    assertThat(failures).isEmpty();
    assertThat(refused(failures).tag(key, new EventDelivery(Optional.of("01"), OptionalInt.of(5))))
        .isInstanceOf(Result.Failed.class);
    assertThat(refused(failures).tag(key, EventDelivery.once(Optional.of("01"))))
        .isInstanceOf(Result.Failed.class);
    assertThat(failures).hasSize(2);
  }

  @Test
  void writesCopiesElsewhereAndLeavesTheObjectAlone() throws IOException {
    ObjectKey key = put("album/song.mp3", FIRST);
    String etag = store.head(key).orElseThrow().etag();
    Destination copies = new Destination(Optional.of(new ObjectKey("copies", "tagged/")));

    tagger(new CountingScorer(), copies, false).tag(key, EventDelivery.LISTED);

    assertThat(store.head(key).orElseThrow().etag()).isEqualTo(etag);
    assertThat(tags(new ObjectKey("copies", "tagged/album/song.mp3")).customFields())
        .containsKey(TagNames.MODEL);
    assertThat(tagger(new CountingScorer(), copies, false).tag(key, EventDelivery.LISTED))
        .isEqualTo(new Result.Skipped(Result.Why.UNCHANGED));
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    ObjectKey key = put("dry.mp3", FIRST);

    Result result =
        tagger(new CountingScorer(), Destination.inPlace(), true).tag(key, EventDelivery.LISTED);

    assertThat(result).isInstanceOf(Result.Tagged.class);
    assertThat(tags(key).customFields()).isEmpty();
    assertThat(new BucketRecords(store, Optional.empty()).find(key)).isEmpty();
  }

  @Test
  void refusesWhatIsTooLargeUnfetched() throws IOException {
    ObjectKey key = put("large.mp3", FIRST);
    List<Result.Failed> failures = new ArrayList<>();
    BucketTagger tagger = taggerOfSmall(tagging(new CountingScorer(), false), failures);

    Result first = tagger.tag(key, EventDelivery.once(Optional.of("01")));
    assertThat(first).isInstanceOf(Result.Failed.class);
    assertThat(tagger.tag(key, EventDelivery.once(Optional.of("02")))).isEqualTo(first);
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().message())
        .startsWith("s3://music/large.mp3: ")
        .contains("exceed the limit of 1000");
  }

  @Test
  void keepsWhatItKnowsOfAnObjectWhenTaggingItAnewFails() throws IOException {
    ObjectKey key = put("anew.mp3", FIRST);
    tagger(new CountingScorer(), Destination.inPlace(), false)
        .tag(key, EventDelivery.once(Optional.of("01")));
    BucketRecord before = record(key);

    taggerOfSmall(tagging(new CountingScorer(), TagPolicy.REPLACE, false), new ArrayList<>())
        .tag(key, EventDelivery.once(Optional.of("02")));

    BucketRecord after = record(key);
    assertThat(after.failure()).isPresent();
    assertThat(after.track().orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(before.track().orElseThrow());
    replace(key, SECOND);
    taggerOfSmall(tagging(new CountingScorer(), false), new ArrayList<>())
        .tag(key, EventDelivery.once(Optional.of("03")));
    assertThat(record(key).track()).isEmpty();
  }

  @Test
  void triesAgainWhatMetALimitThatWasRaisedSince() throws IOException {
    ObjectKey key = put("raised.mp3", FIRST);
    taggerOfSmall(tagging(new CountingScorer(), false), new ArrayList<>())
        .tag(key, EventDelivery.once(Optional.of("01")));

    Result result =
        tagger(new CountingScorer(), Destination.inPlace(), false)
            .tag(key, EventDelivery.once(Optional.of("02")));

    assertThat(result).isInstanceOf(Result.Tagged.class);
    assertThat(record(key).failure()).isEmpty();
  }

  /** A restored copy is read-only and temporary; what is tagged goes back where it came from. */
  @Test
  void anArchivedObjectIsNotedAndTaggedWhenItIsRestored() throws IOException {
    ObjectKey key = new ObjectKey("music", "archived.mp3");
    ObjectAttributes inGlacier =
        new ObjectAttributes(
            Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.of("GLACIER"));
    store.upload(FIRST, key, inGlacier, new WriteCondition.Absent());
    List<Result.Failed> failures = new ArrayList<>();
    BucketTagger tagger = tagger(tagging(new CountingScorer(), false), failures);

    Result first = tagger.tag(key, EventDelivery.once(Optional.of("01")));
    BucketRecord noted = record(key);
    Result again = tagger.tag(key, EventDelivery.LISTED);

    assertThat(first).isEqualTo(new Result.InArchive(key, new Archived("GLACIER", false)));
    assertThat(again).isEqualTo(first);
    assertThat(noted.archived()).contains("GLACIER");
    assertThat(noted.sequencer()).contains("01");
    assertThat(noted.failure()).isEmpty();
    assertThat(failures).isEmpty();
    try (S3Client s3 = TestCredentials.s3(moto.address())) {
      s3.restoreObject(r -> r.bucket("music").key(key.key()).restoreRequest(d -> d.days(1)));

      assertThat(tagger.tag(key, EventDelivery.LISTED)).isInstanceOf(Result.Tagged.class);

      assertThat(s3.headObject(r -> r.bucket("music").key(key.key())).storageClassAsString())
          .isEqualTo("GLACIER");
    }
    assertThat(record(key).archived()).isEmpty();
    assertThat(record(key).track()).isPresent();
    assertThat(tagger.tag(key, EventDelivery.once(Optional.of("02"))))
        .isEqualTo(new Result.Skipped(Result.Why.UNCHANGED));
  }

  @Test
  void anArchivedObjectThatIsNotNamedLikeAudioIsNotNoted() {
    ObjectKey key = new ObjectKey("music", "backup.tar");
    ObjectAttributes inGlacier =
        new ObjectAttributes(
            Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.of("DEEP_ARCHIVE"));
    store.upload(FIRST, key, inGlacier, new WriteCondition.Absent());

    assertThat(
            tagger(new CountingScorer(), Destination.inPlace(), false)
                .tag(key, EventDelivery.LISTED))
        .isEqualTo(new Result.Skipped(Result.Why.NO_AUDIO));
    assertThat(new BucketRecords(store, Optional.empty()).find(key)).isEmpty();
  }

  /** When a delete marker is deleted, the store tells of one more deletion. */
  @Test
  void anObjectRestoredBeforeItsDeletionEventIsTagged() throws IOException {
    ObjectKey key = put("back.mp3", FIRST);

    Result result =
        tagger(new CountingScorer(), Destination.inPlace(), false)
            .remove(key, new EventDelivery(Optional.of("01"), OptionalInt.empty()));

    assertThat(result).isInstanceOf(Result.Tagged.class);
    assertThat(tags(key).customFields()).containsKey(TagNames.MODEL);
  }

  /** Nobody could delete the tagged version before its time, the account's owner included. */
  @Test
  void anObjectThatIsLockedForComplianceIsLeftAloneAndCopied() throws IOException {
    ObjectKey key = new ObjectKey("music", "evidence.mp3");
    Instant until = Instant.now().plusSeconds(3600);
    MemoryObjectStore locked = new MemoryObjectStore((_, _) -> {}, 0, new Random(1));
    locked.put(key, Files.readAllBytes(FIRST));
    locked.lock(new ObjectLock(Optional.of(new ObjectLock.Retention("COMPLIANCE", until)), false));
    List<Result.Failed> failures = new ArrayList<>();
    BucketTagger inPlace = tagger(locked, tagging(new CountingScorer(), false), failures);

    inPlace.tag(key, EventDelivery.once(Optional.of("01")));
    Result again = inPlace.tag(key, EventDelivery.once(Optional.of("02")));

    assertThat(again).isInstanceOf(Result.Failed.class);
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().message())
        .contains("locked in COMPLIANCE mode until ")
        .contains("NEEDLEDROP_COPIES");
    assertThat(locked.content(key)).contains(Files.readAllBytes(FIRST));
    assertThat(new BucketRecords(locked, Optional.empty()).find(key).orElseThrow().failure())
        .isPresent();
    Destination copies = new Destination(Optional.of(new ObjectKey("copies", "locked/")));
    assertThat(
            new BucketTagger(
                    new BucketSetup(
                        locked,
                        new BucketRecords(locked, Optional.empty()),
                        ObjectFilter.upTo(4L << 30),
                        copies,
                        folder,
                        false),
                    tagging(new CountingScorer(), false),
                    failures::add)
                .tag(key, EventDelivery.once(Optional.of("03"))))
        .isInstanceOf(Result.Tagged.class);
    assertThat(locked.content(new ObjectKey("copies", "locked/evidence.mp3"))).isPresent();
  }

  @Test
  void tagsAnObjectWithAWrongHeaderAndNotesIt() throws IOException {
    Path file = TestAudio.generated(folder.resolve("wrong.mp3"), NOISY, 10);
    WrongHeader.xing(file, 5000);

    Result result =
        tagger(new CountingScorer(), Destination.inPlace(), false)
            .tag(put("wrong.mp3", file), EventDelivery.once(Optional.of("01")));

    assertThat(((Result.Tagged) result).outcome().note())
        .hasValue("its header states 130.6 s, but it plays 10.0 s");
  }

  @Test
  void tagsAnObjectThatIsCutOffOnceItsPartIsWanted() throws IOException {
    ObjectKey key = putCutOff("cut.mp3");
    JournaledTagging whole = tagging(new CountingScorer(), false);
    JournaledTagging part =
        tagging(
            new CountingScorer(),
            new TaggingOptions(
                    TagPolicy.FILL, GenreMap.of(MODEL), OptionalDouble.empty(), 0, false, false)
                .partial(true));
    List<Result.Failed> failures = new ArrayList<>();

    assertThat(tagger(whole, failures).tag(key, EventDelivery.once(Optional.of("01"))))
        .isInstanceOf(Result.Failed.class);
    assertThat(failures)
        .singleElement()
        .extracting(Result.Failed::reason)
        .asString()
        .startsWith("truncated: the header states 10.0 s");
    Result result = tagger(part, failures).tag(key, EventDelivery.once(Optional.of("02")));

    assertThat(((Result.Tagged) result).outcome().note().orElseThrow()).startsWith("cut off: ");
    assertThat(tags(key).customFields()).containsKey(TagNames.MODEL);
    assertThat(record(key).track().orElseThrow().analysis().audio().shortfall()).isPresent();
  }

  @Test
  void triesOnceMoreWhatAnOlderVersionRefused() throws IOException {
    ObjectKey key = putCutOff("older.mp3");
    JournaledTagging tagging = tagging(new CountingScorer(), false);
    BucketRecords records = new BucketRecords(store, Optional.empty());
    BucketRecord.Failure old =
        new BucketRecord.Failure(Stage.DECODE, "truncated", tagging.fingerprint());
    String etag = store.head(key).orElseThrow().etag();
    BucketRecord refused = records.read(key).record().failed(etag, old, Optional.of("01"));
    records.write(key, records.read(key), refused);

    tagger(tagging, new ArrayList<>()).tag(key, EventDelivery.once(Optional.of("02")));

    assertThat(record(key).failure().orElseThrow().reason()).startsWith("truncated: the header");
  }

  private static ObjectKey putCutOff(String name) throws IOException {
    Path file = TestAudio.generated(folder.resolve(name), NOISY, 10);
    byte[] whole = Files.readAllBytes(file);
    return put(name, Files.write(file, Arrays.copyOf(whole, whole.length / 2 + 1)));
  }

  private static ObjectKey put(String name, Path file) {
    ObjectKey key = new ObjectKey("music", name);
    store.upload(file, key, ObjectAttributes.NONE, new WriteCondition.Absent());
    return key;
  }

  private static void replace(ObjectKey key, Path file) {
    StoredObject there = store.head(key).orElseThrow();
    store.upload(file, key, ObjectAttributes.NONE, new WriteCondition.Unchanged(there.etag()));
  }

  private static TagFields tags(ObjectKey key) throws IOException {
    Path file = Files.createTempDirectory(folder, "read").resolve("track.mp3");
    store.download(key, store.head(key).orElseThrow().etag(), file);
    return new TagReader().read(file, TagFormat.MP3);
  }

  private static String hash(Path file) {
    return new AudioHash(Ffmpeg.find(), AudioLimits.defaults()).of(file);
  }

  private static BucketRecord record(ObjectKey key) {
    return new BucketRecords(store, Optional.empty()).find(key).orElseThrow();
  }

  /** Not ready when it is asked, and scores in the end. */
  private static Scorer away() {
    return new CountingScorer() {
      @Override
      public Optional<String> outage() {
        return Optional.of("no worker is ready");
      }
    };
  }

  /** The first call to its store is refused. */
  private static BucketTagger refused(List<Result.Failed> failures) {
    return tagger(
        new FaultyObjectStore(store, 1, FaultyObjectStore.Fault.REFUSED),
        tagging(new CountingScorer(), false),
        failures);
  }

  private static BucketTagger tagger(FileTagging tagging, List<Result.Failed> failures) {
    return tagger(store, tagging, failures);
  }

  private static BucketTagger tagger(
      ObjectStore where, FileTagging tagging, List<Result.Failed> failures) {
    return new BucketTagger(
        new BucketSetup(
            where,
            new BucketRecords(where, Optional.empty()),
            ObjectFilter.upTo(4L << 30),
            Destination.inPlace(),
            folder,
            false),
        tagging,
        failures::add);
  }

  private static BucketTagger tagger(Scorer scorer, Destination destination, boolean dryRun) {
    return new BucketTagger(
        new BucketSetup(
            store,
            new BucketRecords(store, Optional.empty()),
            ObjectFilter.upTo(4L << 30),
            destination,
            folder,
            dryRun),
        tagging(scorer, dryRun),
        failed -> {});
  }

  /** Fetches nothing of more than 1000 bytes. */
  private static BucketTagger taggerOfSmall(FileTagging tagging, List<Result.Failed> failures) {
    return new BucketTagger(
        new BucketSetup(
            store,
            new BucketRecords(store, Optional.empty()),
            ObjectFilter.upTo(1000),
            Destination.inPlace(),
            folder,
            false),
        tagging,
        failures::add);
  }

  private static JournaledTagging tagging(Scorer scorer, boolean dryRun) {
    return tagging(scorer, TagPolicy.FILL, dryRun);
  }

  private static JournaledTagging tagging(Scorer scorer, TagPolicy policy, boolean dryRun) {
    TaggingOptions options =
        new TaggingOptions(policy, GenreMap.of(MODEL), OptionalDouble.empty(), 0, false, dryRun);
    return tagging(scorer, options);
  }

  private static JournaledTagging tagging(Scorer scorer, TaggingOptions options) {
    AudioLimits limits = AudioLimits.defaults();
    return new JournaledTagging(
        new Tagging(AnalysisSetup.of(Ffmpeg.find(), limits, MODEL, scorer), options));
  }

  /** Says rock of everything; during its first calls something happens. */
  private static class CountingScorer implements Scorer {

    private final Runnable meanwhile;
    private final int times;
    private final AtomicInteger calls = new AtomicInteger();

    CountingScorer() {
      this(() -> {}, 0);
    }

    CountingScorer(Runnable meanwhile, int times) {
      this.meanwhile = meanwhile;
      this.times = times;
    }

    int calls() {
      return calls.get();
    }

    @Override
    public SnippetScores score(Snippets snippets) {
      if (calls.getAndIncrement() < times) {
        meanwhile.run();
      }
      float[] rock = new float[MODEL.genres().size()];
      rock[MODEL.genres().indexOf("rock")] = 9;
      return new SnippetScores(
          Collections.nCopies(snippets.count(), rock),
          Collections.nCopies(snippets.count(), new float[MODEL.embeddingSize()]));
    }

    @Override
    public void close() {}
  }
}

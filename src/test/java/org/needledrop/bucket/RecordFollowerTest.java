package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;
import org.needledrop.bucket.BucketRecords.VersionedRecord;
import org.needledrop.failure.Stage;
import org.needledrop.journal.Journal;
import org.needledrop.journal.TrackRecord;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.WriteCondition;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.storage.sqs.SqsQueue;
import org.needledrop.tagging.IndexEntries;
import org.needledrop.tags.TagFields;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A store that tells a queue of the records, or nobody, and an index on disk that follows it. */
class RecordFollowerTest {

  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);
  private static final Duration BRIEFLY = Duration.ofMillis(50);

  private static Server aws;
  private static S3Client s3;
  private static S3ObjectStore store;
  private static String queue;
  private static int buckets;

  @TempDir private Path folder;
  private final Journal journal = Journal.inMemory();
  private final IndexEntries entries = IndexEntries.of(journal, MODEL);
  private String bucket;
  private BucketRecords records;
  private SimilaritySearch search;

  @BeforeAll
  static void startServers() {
    TestCredentials.use();
    aws = Server.moto();
    s3 = TestCredentials.s3(aws.address());
    store = S3ObjectStore.open(Optional.of(aws.address()));
    try (SqsClient sqs = TestCredentials.sqs(aws.address())) {
      queue = sqs.createQueue(r -> r.queueName("records")).queueUrl();
    }
  }

  @AfterAll
  static void stopServers() {
    store.close();
    s3.close();
    aws.close();
  }

  @BeforeEach
  void open() {
    bucket = "music-" + buckets++;
    s3.createBucket(r -> r.bucket(bucket));
    records = new BucketRecords(store, Optional.empty());
    try (SimilarityIndex index = LuceneIndex.open(folder)) {
      index.commit();
    }
    search = LuceneSearch.open(folder);
  }

  @AfterEach
  void close() {
    search.close();
    journal.close();
  }

  @Test
  void hearsFromAQueueOfTracksThatAreTaggedReplacedAndDeleted() throws Exception {
    tellTheQueue();
    try (RecordFollower _ = following(new QueuedChanges(open(queue)), this::lend)) {
      leave("a song +%.mp3", "first");
      await(() -> path("first").equals(Optional.of("s3://" + bucket + "/a song +%.mp3")));

      leave("a song +%.mp3", "second");
      await(() -> path("second").isPresent() && path("first").isEmpty());

      ObjectKey object = new ObjectKey(bucket, "a song +%.mp3");
      VersionedRecord held = records.read(object);
      records.write(object, held, held.record().gone(Optional.empty()));
      await(() -> path("second").isEmpty());
      await(this::theQueueIsEmpty);
    }
  }

  @Test
  void listsTheRecordsWhereNobodyTellsOfThem() throws Exception {
    leave("before.mp3", "before");
    try (RecordFollower follower =
        following(new ListedChanges(store, bucket, BRIEFLY), this::lend)) {
      await(() -> path("before").isPresent());

      leave("after.mp3", "after");
      await(() -> follower.taken() == 2);
      assertThat(path("after")).isPresent();
    }
  }

  @Test
  void aRecordingThatMovedIsNotForgottenWithItsOldPlace() throws Exception {
    leave("old.mp3", "same");
    try (RecordFollower _ = following(new ListedChanges(store, bucket, BRIEFLY), this::lend)) {
      await(() -> path("same").isPresent());

      ObjectKey old = new ObjectKey(bucket, "old.mp3");
      VersionedRecord held = records.read(old);
      leave("new.mp3", "same");
      records.write(old, held, held.record().gone(Optional.empty()));
      await(() -> path("same").equals(Optional.of("s3://" + bucket + "/new.mp3")));
      leave("last.mp3", "last");
      await(() -> path("last").isPresent());

      assertThat(path("same")).isPresent();
    }
  }

  @Test
  void passesOverWhatIsNoRecordAndWhatIsNotDoneAndWhatAnotherModelHeard() throws Exception {
    store.write(
        new ObjectKey(bucket, ".needledrop/tracks/broken.json"),
        "{".getBytes(StandardCharsets.UTF_8),
        new WriteCondition.Absent());
    ObjectKey unfinished = new ObjectKey(bucket, "unfinished.mp3");
    VersionedRecord held = records.read(unfinished);
    records.write(unfinished, held, held.record().prepared(track("unfinished", MODEL.id())));
    ObjectKey other = new ObjectKey(bucket, "other.mp3");
    VersionedRecord none = records.read(other);
    records.write(
        other, none, none.record().done("etag", track("other", "another 1"), Optional.empty()));
    ObjectKey failed = new ObjectKey(bucket, "failed.mp3");
    VersionedRecord fresh = records.read(failed);
    BucketRecord.Failure why = new BucketRecord.Failure(Stage.DECODE, "damaged", "f");
    records.write(failed, fresh, fresh.record().failed("etag", why, Optional.empty()));
    leave("good.mp3", "good");

    try (RecordFollower follower =
        following(new ListedChanges(store, bucket, BRIEFLY), this::lend)) {
      await(() -> follower.taken() == 5);
    }

    assertThat(search.all().map(IndexedTrack::audioHash)).containsExactly("good");
  }

  @Test
  void retriesUntilTheIndexIsAvailableAndReportsForHowLongItWasNot() throws Exception {
    tellTheQueue();
    AtomicInteger refusals = new AtomicInteger();
    Consumer<Consumer<SimilarityIndex>> refusing =
        change -> {
          if (refusals.getAndIncrement() < 3) {
            throw new IllegalStateException("somebody else has hold of it");
          }
          lend(change);
        };
    try (RecordFollower follower = following(new QueuedChanges(open(queue)), refusing)) {
      leave("track.mp3", "track");
      await(() -> refusals.get() == 3);

      assertThat(follower.failing()).isGreaterThan(BETWEEN_TRIES);
      await(() -> path("track").isPresent());
      await(() -> follower.failing().isZero());
    }
  }

  @Test
  void readsRecordsOfLaterVersions() {
    leave("later.mp3", "later");
    ObjectKey place = store.list(BucketRecords.all(bucket)).findFirst().orElseThrow().key();
    ObjectStore.Content content = store.read(place).orElseThrow();
    String later =
        new String(content.bytes(), StandardCharsets.UTF_8)
            .replace("{\"", "{\"fieldOfLater\":{\"a\":[1]},\"");
    store.write(
        place,
        later.getBytes(StandardCharsets.UTF_8),
        new WriteCondition.Unchanged(content.etag()));

    BucketRecord read = records.find(new ObjectKey(bucket, "later.mp3")).orElseThrow();

    assertThat(read.track().orElseThrow().analysis().audioHash()).isEqualTo("later");
  }

  @Test
  void readsRecordsFromBeforeTheDecoderWasNoted() {
    leave("earlier.mp3", "earlier");
    ObjectKey place = store.list(BucketRecords.all(bucket)).findFirst().orElseThrow().key();
    ObjectStore.Content content = store.read(place).orElseThrow();
    String now = new String(content.bytes(), StandardCharsets.UTF_8);
    String earlier = now.replace(",\"decoder\":null", "").replace(",\"unfinished\":null", "");
    assertThat(earlier).hasSizeLessThan(now.length() - 30);
    store.write(
        place,
        earlier.getBytes(StandardCharsets.UTF_8),
        new WriteCondition.Unchanged(content.etag()));

    BucketRecord read = records.find(new ObjectKey(bucket, "earlier.mp3")).orElseThrow();

    assertThat(read.track().orElseThrow().analysis().audio().decoder()).isEmpty();
    assertThat(read.unfinished()).isEmpty();
  }

  @Test
  void makesTheWholeIndexFromTheRecordsAlone() throws Exception {
    leave("one.mp3", "one");
    leave("two.mp3", "two");

    try (SimilarityIndex index = LuceneIndex.open(folder)) {
      index.replaceAll(new RecordedTracks(store, entries).all(bucket));
    }

    assertThat(search.all().map(IndexedTrack::audioHash)).containsExactly("one", "two");
    assertThat(search.find("one").orElseThrow().scores()).isPresent();
  }

  private RecordFollower following(
      RecordChanges changes, Consumer<Consumer<SimilarityIndex>> writing) {
    RecordFollower follower = new RecordFollower(changes, new RecordedTracks(store, entries));
    follower.start(writing);
    return follower;
  }

  private void lend(Consumer<SimilarityIndex> change) {
    try (SimilarityIndex index = LuceneIndex.open(folder)) {
      change.accept(index);
    }
  }

  /** As the function leaves a track. */
  private void leave(String key, String audioHash) {
    ObjectKey object = new ObjectKey(bucket, key);
    VersionedRecord held = records.read(object);
    TrackRecord found = track(audioHash, MODEL.id());
    VersionedRecord prepared = records.write(object, held, held.record().prepared(found));
    records.write(object, prepared, prepared.record().done("etag", found, Optional.empty()));
  }

  private static TrackRecord track(String audioHash, String method) {
    float[] probabilities = new float[MODEL.genres().size()];
    probabilities[0] = 1;
    Timeline timeline = new Timeline(3, 3, probabilities.length, new byte[probabilities.length]);
    AudioInfo info =
        new AudioInfo(Container.MP3, "mp3", 44_100, 2, Duration.ofSeconds(3), Optional.empty());
    TagFields fields = new TagFields(true, List.of(), new TreeMap<>());
    float[] embedding = new float[MODEL.embeddingSize()];
    ScoringResult heard =
        new ScoringResult.Scored(new TrackScores(probabilities, embedding, timeline));
    return new TrackRecord(
        "f",
        fields,
        fields,
        Optional.empty(),
        new Analysis(audioHash, AnalysisMethod.parse(method), info, heard),
        Optional.empty());
  }

  private Optional<String> path(String audioHash) {
    return search.find(audioHash).map(IndexedTrack::path);
  }

  private static SqsQueue open(String url) {
    return SqsQueue.open(url, Optional.of(aws.address()));
  }

  private void tellTheQueue() {
    QueueConfiguration created =
        QueueConfiguration.builder()
            .queueArn("arn:aws:sqs:us-east-1:123456789012:records")
            .events(Event.S3_OBJECT_CREATED)
            .build();
    s3.putBucketNotificationConfiguration(
        r -> r.bucket(bucket).notificationConfiguration(n -> n.queueConfigurations(created)));
  }

  private boolean theQueueIsEmpty() {
    try (SqsClient sqs = TestCredentials.sqs(aws.address())) {
      return sqs
          .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
          .attributesAsStrings()
          .entrySet()
          .stream()
          .filter(attribute -> attribute.getKey().startsWith("ApproximateNumberOfMessages"))
          .allMatch(attribute -> attribute.getValue().equals("0"));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}

package org.needledrop.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** All parts, as infra/aws puts them together, and what can be done to them. */
final class Deployment implements AutoCloseable {

  private static final String TRACKS = "tracks";
  private static final String RECORDS = "records";
  private static final String DEAD_LETTERS = "dead-letters";
  private static final int FUNCTIONS = 2;
  private static final int PUT_AT_ONCE = 16;

  /** Factor by which waiting is faster than in the cloud. */
  static final int FASTER = 30;

  /** The function's own defaults. */
  private static final Duration RETRY_FIRST = Duration.ofSeconds(30);

  private static final Duration RETRY_LONGEST = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** As long as a function may take, or else its messages come back while it is busy. */
  private static final String VISIBILITY_SECONDS = "130";

  /** As infra/aws has it; what was delivered more often is a dead letter. */
  private static final String REDRIVE =
      """
      {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:%s","maxReceiveCount":"%d"}"""
          .formatted(DEAD_LETTERS, 384);

  private final Path folder;
  private final int workerPort = Server.freePort();
  private final Server aws;
  private final SlowStore store;
  private final S3Client s3;
  private final SqsClient sqs;
  private final OpenSearchCluster openSearch;
  private final Server service;
  private final Prometheus prometheus;
  private final List<FunctionProcess> functions = new ArrayList<>();
  private final EventSource events;
  private final Map<String, String> etagsPut = new ConcurrentHashMap<>();
  private Server worker;

  private Deployment(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    TestCredentials.use();
    aws = Server.moto();
    store = new SlowStore(aws.address());
    s3 = TestCredentials.s3(aws.address());
    sqs = TestCredentials.sqs(aws.address());
    sqs.createQueue(r -> r.queueName(DEAD_LETTERS));
    String eventQueue = bucketWithQueue(TRACKS);
    String recordQueue = bucketWithQueue(RECORDS);
    startWorker();
    openSearch = OpenSearchCluster.start(1);
    service = startService(recordQueue);
    prometheus =
        Prometheus.start(
            Files.createDirectories(folder.resolve("prometheus")),
            worker.address(),
            service.address());
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.add(FunctionProcess.start(functionSettings()));
    }
    events = new EventSource(sqs, eventQueue, functions);
  }

  /** Starts all; each part answers when this returns. */
  static Deployment start() throws IOException, InterruptedException {
    return new Deployment(Files.createTempDirectory("deployment"));
  }

  private String bucketWithQueue(String name) {
    String queue =
        sqs.createQueue(
                r ->
                    r.queueName(name)
                        .attributes(
                            Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                VISIBILITY_SECONDS,
                                QueueAttributeName.REDRIVE_POLICY,
                                REDRIVE)))
            .queueUrl();
    s3.createBucket(r -> r.bucket(name));
    QueueConfiguration notified =
        QueueConfiguration.builder()
            .queueArn("arn:aws:sqs:us-east-1:123456789012:" + name)
            .eventsWithStrings("s3:ObjectCreated:*", "s3:ObjectRemoved:*")
            .build();
    s3.putBucketNotificationConfiguration(
        r -> r.bucket(name).notificationConfiguration(n -> n.queueConfigurations(notified)));
    return queue;
  }

  private Map<String, String> storeSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("AWS_REGION", "us-east-1");
    settings.put("AWS_ACCESS_KEY_ID", "test");
    settings.put("AWS_SECRET_ACCESS_KEY", "testtest");
    settings.put("NEEDLEDROP_S3_ENDPOINT", store.address().toString());
    settings.put("NEEDLEDROP_SQS_ENDPOINT", aws.address().toString());
    return settings;
  }

  private Map<String, String> functionSettings() {
    Map<String, String> settings = storeSettings();
    settings.put("NEEDLEDROP_SCORER", worker.address().toString());
    settings.put("NEEDLEDROP_RECORDS_BUCKET", RECORDS);
    settings.put("NEEDLEDROP_DEAD_LETTERS", queue(DEAD_LETTERS));
    settings.put("NEEDLEDROP_RETRY_FIRST", RETRY_FIRST.dividedBy(FASTER).toString());
    settings.put("NEEDLEDROP_RETRY_LONGEST", RETRY_LONGEST.dividedBy(FASTER).toString());
    settings.put("NEEDLEDROP_FFMPEG", Ffmpeg.find().executable().toString());
    return settings;
  }

  private String queue(String name) {
    return sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
  }

  void startWorker() {
    worker =
        Server.start(
            List.of("./needledrop", "worker", "--port", String.valueOf(workerPort)),
            Map.of(),
            URI.create("http://127.0.0.1:" + workerPort),
            "/v2/health/ready");
  }

  private Server startService(String recordQueue) throws IOException {
    int port = Server.freePort();
    Map<String, String> settings = storeSettings();
    settings.put("NEEDLEDROP_INDEX", openSearch.address("rehearsal"));
    settings.put("NEEDLEDROP_RECORDS", recordQueue);
    Path library = Files.createDirectories(folder.resolve("library"));
    return Server.start(
        List.of("./needledrop", "serve", library.toString(), "--port", String.valueOf(port)),
        settings,
        URI.create("http://127.0.0.1:" + port),
        "/q/health/ready");
  }

  /** Puts clips into the store, many at a time. */
  void put(List<Clip> clips) {
    try (ExecutorService executor = Executors.newFixedThreadPool(PUT_AT_ONCE)) {
      clips.forEach(clip -> executor.execute(() -> put(clip.key(), clip.file())));
    }
  }

  private void put(String key, Path file) {
    etagsPut.put(key, s3.putObject(r -> r.bucket(TRACKS).key(key), file).eTag());
  }

  void putBroken(Path file, List<String> keys) {
    keys.forEach(key -> put(key, file));
  }

  /** As SIGKILL does. */
  void killWorker() {
    worker.close();
  }

  void slowStore(Duration eachRequest) {
    store.delay(eachRequest);
  }

  void redeliver(boolean wanted) {
    events.redeliver(wanted);
  }

  Prometheus prometheus() {
    return prometheus;
  }

  /** Waits until this number of objects was rewritten. */
  void awaitTagged(int count) throws InterruptedException {
    await(() -> tagged() >= count, "%d tagged tracks".formatted(count));
  }

  private long tagged() {
    return s3.listObjectsV2Paginator(r -> r.bucket(TRACKS)).contents().stream()
        .filter(this::isChanged)
        .count();
  }

  private boolean isChanged(S3Object object) {
    return !object.eTag().equals(etagsPut.getOrDefault(object.key(), object.eTag()));
  }

  /** Waits until the service reports this number of tracks in its index. */
  void awaitIndexed(int count) throws InterruptedException {
    await(
        () -> service("/v1/statistics").path("tracks").asInt() >= count,
        "%d indexed tracks".formatted(count));
  }

  /** Waits until the queues are empty. */
  void awaitQuiet() throws InterruptedException {
    await(() -> waiting(TRACKS) + waiting(RECORDS) == 0, "empty queues");
  }

  /** The number of messages in a queue, those in delivery included. */
  private int waiting(String queue) {
    return sqs
        .getQueueAttributes(r -> r.queueUrl(queue(queue)).attributeNames(QueueAttributeName.ALL))
        .attributesAsStrings()
        .entrySet()
        .stream()
        .filter(attribute -> attribute.getKey().startsWith("ApproximateNumberOfMessages"))
        .mapToInt(attribute -> Integer.parseInt(attribute.getValue()))
        .sum();
  }

  int deadLetters() {
    return waiting(DEAD_LETTERS);
  }

  /** An answer of the service. */
  JsonNode service(String path) {
    return Http.json(service.address().resolve(path));
  }

  /** An object as it is now, in a file. */
  Path fetch(String key) throws IOException {
    Path file = folder.resolve("fetched" + key.substring(key.lastIndexOf('.')));
    Files.deleteIfExists(file);
    s3.getObject(r -> r.bucket(TRACKS).key(key), file);
    return file;
  }

  Counts counts() {
    return new Counts(events.deliveries(), events.deliveriesAgain(), events.postponed());
  }

  /**
   * What the queue has done so far.
   *
   * @param deliveries messages handed to functions
   * @param again of those, not for the first time
   * @param postponed of those, given back
   */
  record Counts(long deliveries, long again, long postponed) {
    Counts since(Counts before) {
      return new Counts(
          deliveries - before.deliveries, again - before.again, postponed - before.postponed);
    }
  }

  /** Resident memory of each part, MB. */
  Map<String, Long> memory() {
    Map<String, Long> megabytes = new LinkedHashMap<>();
    megabytes.put("worker", worker.residentMegabytes());
    megabytes.put("service", service.residentMegabytes());
    megabytes.put(
        "each function, at its peak with ffmpeg",
        functions.stream().mapToLong(FunctionProcess::peakMegabytes).max().orElseThrow());
    megabytes.put("OpenSearch", openSearch.residentMegabytes());
    megabytes.put("Prometheus", prometheus.server().residentMegabytes());
    return megabytes;
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited %s in vain for %s".formatted(PATIENCE, what));
      }
      Thread.sleep(500);
    }
  }

  @Override
  public void close() throws IOException {
    events.close();
    functions.forEach(FunctionProcess::close);
    prometheus.close();
    service.close();
    openSearch.close();
    worker.close();
    store.close();
    sqs.close();
    s3.close();
    aws.close();
  }
}

package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Two stores of different make. */
class S3ObjectStoreTest {

  private enum Make {
    MOTO,
    SEAWEED_FS
  }

  private static final String BUCKET = "music";
  private static final List<String> KEYS =
      List.of("100 % of a+b.mp3", "Käse/Füße ä.mp3", "🎵/emoji.flac", "a&b=c?d#e.ogg", "%2B.mp3");

  @TempDir private static Path folder;
  private static Server moto;
  private static Server seaweedFs;

  @BeforeAll
  static void startServers() throws InterruptedException {
    TestCredentials.use();
    moto = Server.moto();
    seaweedFs = Server.seaweedFs(folder);
    for (Make make : Make.values()) {
      makeBucket(make);
    }
  }

  /** SeaweedFS answers before it has room. */
  private static void makeBucket(Make make) throws InterruptedException {
    try (S3Client s3 = client(make)) {
      for (int i = 0; ; i++) {
        try {
          s3.createBucket(r -> r.bucket(BUCKET));
          s3.putObject(r -> r.bucket(BUCKET).key("first"), RequestBody.fromString("x"));
          return;
        } catch (RuntimeException e) {
          if (i == 100) {
            throw e;
          }
          Thread.sleep(100);
        }
      }
    }
  }

  @AfterAll
  static void stopServers() {
    moto.close();
    seaweedFs.close();
  }

  private static URI address(Make make) {
    return switch (make) {
      case MOTO -> moto.address();
      case SEAWEED_FS -> seaweedFs.address();
    };
  }

  private static S3ObjectStore store(Make make) {
    return S3ObjectStore.open(Optional.of(address(make)));
  }

  private static S3Client client(Make make) {
    return TestCredentials.s3(address(make));
  }

  private static ObjectKey object(String key) {
    return new ObjectKey(BUCKET, key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void writesReadsAndListsUnderEveryKey(Make make) {
    try (S3ObjectStore store = store(make)) {
      for (String key : KEYS) {
        String etag = store.write(object(key), bytes(key), new WriteCondition.Absent());

        assertThat(store.head(object(key)).orElseThrow().etag()).isEqualTo(etag);
        assertThat(store.read(object(key)).orElseThrow().bytes()).isEqualTo(bytes(key));
        assertThat(store.start(object(key), 3)).isEqualTo(Arrays.copyOf(bytes(key), 3));
      }
      assertThat(store.list(object(""))).extracting(one -> one.key().key()).containsAll(KEYS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsAllThatAnObjectHasWhenItsContentIsReplaced(Make make) throws IOException {
    String key = "kept " + make + ".mp3";
    try (S3ObjectStore store = store(make);
        S3Client s3 = client(make)) {
      s3.putObject(
          r ->
              r.bucket(BUCKET)
                  .key(key)
                  .contentType("audio/mpeg")
                  .cacheControl("max-age=60")
                  .contentDisposition("attachment; filename=\"song.mp3\"")
                  .metadata(Map.of("owner", "Björk", "shelf", "7"))
                  .tagging("mood=calm&year=1999"),
          RequestBody.fromString("before"));
      HeadObjectResponse first = s3.headObject(r -> r.bucket(BUCKET).key(key));
      StoredObject before = store.head(object(key)).orElseThrow();
      Path file = folder.resolve("fetched " + make);
      StoredObject fetched = store.download(object(key), before.etag(), file);
      assertThat(file).hasContent("before");
      Files.writeString(file, "after");

      store.upload(
          file, object(key), fetched.attributes(), new WriteCondition.Unchanged(before.etag()));

      HeadObjectResponse after = s3.headObject(r -> r.bucket(BUCKET).key(key));
      assertThat(after.contentType()).isEqualTo("audio/mpeg");
      assertThat(after.cacheControl()).isEqualTo("max-age=60");
      assertThat(after.contentDisposition()).contains("song.mp3");
      assertThat(after.contentEncoding()).isNullOrEmpty();
      assertThat(after.metadata()).isEqualTo(first.metadata()).containsEntry("shelf", "7");
      GetObjectTaggingResponse tags = s3.getObjectTagging(r -> r.bucket(BUCKET).key(key));
      assertThat(tags.tagSet()).extracting("key").containsExactlyInAnyOrder("mood", "year");
      assertThat(store.read(object(key)).orElseThrow().bytes()).isEqualTo(bytes("after"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesOnlyUnderItsCondition(Make make) {
    ObjectKey key = object("condition " + make);
    try (S3ObjectStore store = store(make)) {
      String first = store.write(key, bytes("1"), new WriteCondition.Absent());
      assertThatThrownBy(() -> store.write(key, bytes("2"), new WriteCondition.Absent()))
          .isInstanceOf(StorageFailure.Changed.class)
          .hasMessageContaining(key.toString());
      store.write(key, bytes("3"), new WriteCondition.Unchanged(first));
      assertThatThrownBy(() -> store.write(key, bytes("4"), new WriteCondition.Unchanged(first)))
          .isInstanceOf(StorageFailure.Changed.class);
      assertThat(store.read(key).orElseThrow().bytes()).isEqualTo(bytes("3"));
      assertThatThrownBy(() -> store.download(key, first, folder.resolve("never " + make)))
          .isInstanceOf(StorageFailure.Changed.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyWritersAtATimeOneWins(Make make) throws Exception {
    ObjectKey key = object("race " + make);
    try (S3ObjectStore store = store(make);
        ExecutorService writers = Executors.newFixedThreadPool(8)) {
      String etag = store.write(key, bytes("0"), new WriteCondition.Absent());
      List<Future<Boolean>> won = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        byte[] content = bytes("writer " + i);
        won.add(writers.submit(() -> wins(store, key, content, etag)));
      }
      int winners = 0;
      for (Future<Boolean> one : won) {
        winners += one.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  private static boolean wins(S3ObjectStore store, ObjectKey key, byte[] content, String etag) {
    try {
      store.write(key, content, new WriteCondition.Unchanged(etag));
      return true;
    } catch (StorageFailure.Changed e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsOlderVersionsInAVersionedBucket(Make make) {
    String bucket = "versioned";
    ObjectKey key = new ObjectKey(bucket, "song.mp3");
    try (S3ObjectStore store = store(make);
        S3Client s3 = client(make)) {
      s3.createBucket(r -> r.bucket(bucket));
      s3.putBucketVersioning(
          r ->
              r.bucket(bucket)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
      String first = store.write(key, bytes("1"), new WriteCondition.Absent());
      store.write(key, bytes("2"), new WriteCondition.Unchanged(first));

      assertThat(s3.listObjectVersions(r -> r.bucket(bucket)).versions()).hasSize(2);
      s3.deleteObject(r -> r.bucket(bucket).key(key.key()));
      assertThat(store.head(key)).isEmpty();
      assertThat(store.read(key)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatIsMissing(Make make) {
    ObjectKey key = object("nowhere " + make);
    try (S3ObjectStore store = store(make)) {
      assertThatThrownBy(() -> store.list(new ObjectKey("no-bucket", "")).toList())
          .isInstanceOf(StorageFailure.Refused.class)
          .hasMessageContaining("s3://no-bucket/: refused: ");
      assertThat(store.head(key)).isEmpty();
      assertThatThrownBy(() -> store.start(key, 16)).isInstanceOf(StorageFailure.Missing.class);
      assertThatThrownBy(() -> store.write(key, bytes("1"), new WriteCondition.Unchanged("\"1\"")))
          .isInstanceOfAny(StorageFailure.Missing.class, StorageFailure.Changed.class);
    }
  }
}

package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Buckets with Object Lock, of a store that has it: moto does not tell of retentions. */
class S3LocksTest {

  private static final String BUCKET = "locked";

  @TempDir private static Path folder;
  private static Server versity;
  private static S3ObjectStore store;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    TestCredentials.use();
    versity = Server.versityGateway(folder);
    URI address = versity.address();
    store = S3ObjectStore.open(Optional.of(address));
    s3 = TestCredentials.s3(address);
    s3.createBucket(r -> r.bucket(BUCKET).objectLockEnabledForBucket(true));
  }

  @AfterAll
  static void stop() {
    if (versity == null) {
      return; // no Go here
    }
    store.close();
    s3.close();
    versity.close();
  }

  @Test
  void theNextVersionIsLockedLikeTheOneBefore() throws IOException {
    ObjectKey key = new ObjectKey(BUCKET, "song.mp3");
    Instant until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key(key.key())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .objectLockMode(ObjectLockMode.GOVERNANCE)
                .objectLockRetainUntilDate(until)
                .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
        RequestBody.fromString("before"));

    ObjectLock lock = store.lock(key);
    rewrite(key, lock);

    assertThat(lock)
        .isEqualTo(
            new ObjectLock(Optional.of(new ObjectLock.Retention("GOVERNANCE", until)), true));
    HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key(key.key()));
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    assertThat(head.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
    assertThat(s3.listObjectVersions(r -> r.bucket(BUCKET).prefix("song")).versions()).hasSize(2);
  }

  @Test
  void anObjectWithoutALockGetsNone() throws IOException {
    ObjectKey key = new ObjectKey(BUCKET, "free.mp3");
    Path file = Files.writeString(folder.resolve("free"), "before");
    store.upload(file, key, ObjectAttributes.NONE, new WriteCondition.Absent());

    assertThat(store.lock(key)).isEqualTo(ObjectLock.NONE);

    rewrite(key, ObjectLock.NONE);
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key(key.key())).objectLockMode()).isNull();
  }

  @Test
  void whatABucketRetainsByItselfCanBeWritten() throws IOException {
    String bucket = BUCKET + "-default";
    s3.createBucket(r -> r.bucket(bucket).objectLockEnabledForBucket(true));
    s3.putObjectLockConfiguration(
        r ->
            r.bucket(bucket)
                .objectLockConfiguration(
                    c ->
                        c.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(
                                rule ->
                                    rule.defaultRetention(
                                        d -> d.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
    ObjectKey key = new ObjectKey(bucket, "song.mp3");
    Path file = Files.writeString(folder.resolve("retained"), "before");
    store.upload(file, key, ObjectAttributes.NONE, new WriteCondition.Absent());

    rewrite(key, store.lock(key));

    assertThat(s3.listObjectVersions(r -> r.bucket(bucket).prefix("song")).versions()).hasSize(2);
  }

  private static void rewrite(ObjectKey key, ObjectLock lock) throws IOException {
    String etag = store.head(key).orElseThrow().etag();
    Path file = folder.resolve("fetched " + key.bucket() + key.key());
    StoredObject fetched = store.download(key, etag, file).withLock(lock);
    Files.writeString(file, "after");
    store.upload(file, key, fetched.attributes(), new WriteCondition.Unchanged(etag));
  }
}

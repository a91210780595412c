package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.WriteCondition;

/** What a tagged version has besides its content, as it goes over the wire. */
class S3AttributesTest {

  private static final ObjectKey KEY = new ObjectKey("music", "song.mp3");
  private static final WriteCondition UNCHANGED = new WriteCondition.Unchanged("\"1\"");
  private static final String LOCKS =
      "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>"
          + "</ObjectLockConfiguration>";

  @TempDir private Path folder;
  private ScriptedS3 s3;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    TestCredentials.use();
    s3 = ScriptedS3.start();
    store = s3.open();
    s3.answer("PUT", 200, Map.of(), "");
  }

  @AfterEach
  void stop() {
    store.close();
    s3.close();
  }

  @Test
  void keepsHeadersThatFewObjectsHave() throws IOException {
    Map<String, String> headers =
        Map.of(
            "Expires", "0",
            "Content-Language", "de",
            "x-amz-website-redirect-location", "/elsewhere.mp3",
            "x-amz-server-side-encryption", "aws:kms",
            "x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:eu-west-1:1:key/theirs",
            "x-amz-storage-class", "STANDARD_IA");
    s3.answer("GET", 200, headers, "before");

    rewrite();

    headers.forEach((name, value) -> assertThat(s3.sent(name)).as(name).contains(value));
  }

  /** Of "123456789"; those of the CRCs are the check values that their specifications give. */
  @ParameterizedTest
  @CsvSource({
    "none, crc32, y/Q5Jg==",
    "crc32, crc32, y/Q5Jg==",
    "crc32c, crc32c, 4waSgw==",
    "sha1, sha1, '98O8HYCOBHMq32eZZczDTKeuNEE='",
    "sha256, sha256, 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU='",
    "crc64nvme, crc64nvme, rosUhgp5mIg="
  })
  void hasAChecksumByTheAlgorithmOfTheVersionBefore(String before, String kind, String value)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-amz-checksum-" + before, "AAAAAA==");
    s3.answer("GET", 200, headers, "before");

    rewrite();

    assertThat(s3.sent("x-amz-checksum-" + kind)).contains(value);
    assertThat(s3.sent("Content-Encoding")).isEmpty();
    assertThat(s3.sent("Content-Length")).contains("9");
  }

  private void rewrite() throws IOException {
    Path file = folder.resolve("fetched");
    ObjectAttributes attributes = store.download(KEY, "\"1\"", file).attributes();
    Files.writeString(file, "123456789");
    store.upload(file, KEY, attributes, UNCHANGED);
  }

  @Test
  void hasTheLockOfTheVersionBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "after");
    Instant until = Instant.parse("2099-01-02T03:04:05Z");
    s3.answer("GET object-lock", 200, Map.of(), LOCKS);
    s3.answer("GET retention", 200, Map.of(), retention(until));
    s3.answer("GET legal-hold", 200, Map.of(), "<LegalHold><Status>ON</Status></LegalHold>");

    ObjectLock lock = store.lock(KEY);
    store.upload(file, KEY, ObjectAttributes.NONE.withLock(lock), UNCHANGED);

    assertThat(s3.sent("x-amz-object-lock-mode")).contains("GOVERNANCE");
    assertThat(s3.sent("x-amz-object-lock-retain-until-date")).contains(until.toString());
    assertThat(s3.sent("x-amz-object-lock-legal-hold")).contains("ON");
  }

  /** S3 takes no date that has passed. */
  @Test
  void aRetentionWhoseTimeIsOverIsNone() {
    s3.answer("GET object-lock", 200, Map.of(), LOCKS);
    s3.answer("GET retention", 200, Map.of(), retention(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(store.lock(KEY)).isEqualTo(ObjectLock.NONE);
  }

  private static String retention(Instant until) {
    return "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>%s</RetainUntilDate></Retention>"
        .formatted(until);
  }

  @Test
  void aLockThatMayNotBeReadIsNotTakenForNone() {
    s3.answer("GET object-lock", 200, Map.of(), LOCKS);
    s3.refuse("GET retention", 403, "AccessDenied", "Access Denied");

    assertThatThrownBy(() -> store.lock(KEY))
        .isInstanceOf(StorageFailure.Refused.class)
        .hasMessageContaining("without the permission s3:GetObjectRetention: Access Denied");
  }

  /** As with permissions of before: most buckets have no locks, and are tagged as ever. */
  @Test
  void withoutPermissionToReadLocksTagsAsIfThereWereNone() {
    s3.refuse("GET object-lock", 403, "AccessDenied", "Access Denied");
    s3.refuse("GET retention", 403, "AccessDenied", "Access Denied");

    assertThat(store.lock(KEY)).isEqualTo(ObjectLock.NONE);
  }

  @Test
  void aKeyOfAnotherAccountIsNamed() {
    String key = "arn:aws:kms:eu-west-1:1:key/theirs";
    Map<String, String> encrypted =
        Map.of(
            "x-amz-server-side-encryption",
            "aws:kms",
            "x-amz-server-side-encryption-aws-kms-key-id",
            key);
    s3.answer("HEAD", 200, encrypted, "");
    s3.refuse("GET", 403, "AccessDenied", "Access Denied");
    s3.refuse("PUT", 403, "AccessDenied", "Access Denied");
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.of(new ObjectAttributes.Encryption("aws:kms", Optional.of(key), false)),
            Optional.empty());

    assertThatThrownBy(() -> store.download(KEY, "\"1\"", folder.resolve("never")))
        .isInstanceOf(StorageFailure.Refused.class)
        .hasMessageContaining("Access Denied")
        .hasMessageContaining("the KMS key " + key)
        .hasMessageContaining("kms:Decrypt");
    assertThatThrownBy(() -> store.upload(Path.of("pom.xml"), KEY, attributes, UNCHANGED))
        .isInstanceOf(StorageFailure.Refused.class)
        .hasMessageContaining("kms:GenerateDataKey");
  }
}

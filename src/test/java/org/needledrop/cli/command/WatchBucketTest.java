package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.WriteCondition;
import org.needledrop.storage.s3.S3ObjectStore;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code needledrop watch s3://...} against a store. */
class WatchBucketTest {

  @TempDir private Path scratch;

  @Test
  void tagsWhatIsThereAndWhatComesEachOnce() throws Exception {
    TestCredentials.use();
    try (Server moto = Server.moto();
        S3ObjectStore store = S3ObjectStore.open(Optional.of(moto.address()));
        WatchProcess watch =
            WatchProcess.start(scratch, "s3://music/in/", "--endpoint=" + moto.address())) {
      watch.awaitError("bucket does not exist");
      try (S3Client s3 = TestCredentials.s3(moto.address())) {
        s3.createBucket(r -> r.bucket("music"));
      }
      put(store, "in/hacienda.mp3", "werner-hacienda.mp3");
      put(store, "in/corrupt.mp3", "corrupt.mp3");
      watch.awaitOutput("s3://music/in/hacienda.mp3");
      watch.awaitError("s3://music/in/corrupt.mp3: no audio found: ");
      put(store, "in/one drop.mp3", "one-drop-morning.mp3");
      watch.awaitOutput("s3://music/in/one drop.mp3");
      WatchProcess.pause(Duration.ofSeconds(1));

      assertThat(watch.terminate()).isZero();
      assertThat(watch.output().lines()).hasSize(3);
      assertThat(watch.errors().split("bucket does not exist", -1)).hasSize(2);
      assertThat(watch.errors())
          .contains("3 tracks: ")
          .contains("2 left without a genre")
          .contains("1 failed");
    }
  }

  private static void put(S3ObjectStore store, String key, String sample) {
    store.upload(
        Path.of("sample-library", sample),
        new ObjectKey("music", key),
        ObjectAttributes.NONE,
        new WriteCondition.Absent());
  }
}

package org.needledrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.WriteCondition;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code needledrop tag s3://...} against a store. */
@QuarkusMainTest
class TagObjectsTest {

  @TempDir private Path folder;
  private Server moto;
  private S3ObjectStore store;

  @BeforeEach
  void fillBucket() {
    TestCredentials.use();
    moto = Server.moto();
    store = S3ObjectStore.open(Optional.of(moto.address()));
    try (S3Client s3 = TestCredentials.s3(moto.address())) {
      s3.createBucket(r -> r.bucket("music"));
    }
    put("in/one drop.mp3", "one-drop-morning.mp3");
    put("in/hacienda.mp3", "werner-hacienda.mp3");
    put("in/corrupt.mp3", "corrupt.mp3");
    put("in/README.md", "README.md");
    put("in2/other.mp3", "kievernagel-frontiers.mp3");
  }

  private void put(String key, String sample) {
    store.upload(
        Path.of("sample-library", sample),
        new ObjectKey("music", key),
        ObjectAttributes.NONE,
        new WriteCondition.Absent());
  }

  @AfterEach
  void stopStore() {
    store.close();
    moto.close();
  }

  private LaunchResult tag(QuarkusMainLauncher launcher, String... options) {
    List<String> always = List.of("tag", "s3://music/in/", "--endpoint", moto.address().toString());
    return launcher.launch(
        Stream.concat(always.stream(), Stream.of(options)).toArray(String[]::new));
  }

  private boolean isTagged(String key) throws IOException {
    ObjectKey object = new ObjectKey("music", key);
    Path file = Files.createTempDirectory(folder, "read").resolve("track.mp3");
    store.download(object, store.head(object).orElseThrow().etag(), file);
    return new TagReader().read(file, TagFormat.MP3).customFields().containsKey(TagNames.MODEL);
  }

  @Test
  void tagsWhatLiesBelowAPrefixAndGoesOnWhereItWas(QuarkusMainLauncher launcher)
      throws IOException {
    LaunchResult first = tag(launcher, "--csv", folder.resolve("r.csv").toString());
    LaunchResult second = tag(launcher);

    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.getOutput()).contains("s3://music/in/one drop.mp3");
    assertThat(first.getErrorOutput())
        .contains(
            "3 tracks: 0 genres written, 0 kept, 2 left without a genre (unsure 2), 0 unchanged,")
        .contains("1 failed\n2 analysed")
        .contains("s3://music/in/corrupt.mp3: no audio found: ");
    assertThat(Files.readString(folder.resolve("r.csv")))
        .contains("\"s3://music/in/hacienda.mp3\",\"s3://music/in/hacienda.mp3\",tagged");
    assertThat(isTagged("in/one drop.mp3")).isTrue();
    assertThat(isTagged("in2/other.mp3")).isFalse();
    assertThat(second.getErrorOutput())
        .contains("2 unchanged, 1 failed\n0 analysed")
        .contains("s3://music/in/corrupt.mp3: no audio found: ");
  }

  @Test
  void showsWhatWouldChangeAndWhatItWouldTake(QuarkusMainLauncher launcher) throws IOException {
    LaunchResult dryRun = tag(launcher, "--dry-run");
    LaunchResult estimate = tag(launcher, "--estimate");

    assertThat(dryRun.getOutput()).contains("43 fields of Needledrop (NEEDLEDROP_MODEL ...)");
    assertThat(estimate.exitCode()).isZero();
    assertThat(estimate.getOutput())
        .contains("4 objects, 0.00 GB")
        .contains("time: about 0.0 hours")
        .contains("12 reads and 12 writes");
    assertThat(isTagged("in/one drop.mp3")).isFalse();
  }

  @Test
  void writesCopiesBelowAnotherPrefix(QuarkusMainLauncher launcher) throws IOException {
    LaunchResult run = tag(launcher, "--out", "s3://music/tagged/", "--rate", "50");

    assertThat(run.getOutput()).contains("s3://music/tagged/in/hacienda.mp3");
    assertThat(isTagged("tagged/in/hacienda.mp3")).isTrue();
    assertThat(isTagged("in/hacienda.mp3")).isFalse();
  }

  @Test
  void leavesWhatIsTooLargeForItsDiskUnfetched(QuarkusMainLauncher launcher) throws IOException {
    System.setProperty("needledrop.max-bytes", "600000");
    try {
      assertThat(tag(launcher).getErrorOutput())
          .contains("s3://music/in/one drop.mp3: 717901 bytes exceed the limit of 600000");
    } finally {
      System.clearProperty("needledrop.max-bytes");
    }
    assertThat(isTagged("in/one drop.mp3")).isFalse();
    assertThat(isTagged("in/hacienda.mp3")).isTrue();
  }

  @Test
  void namesWhatIsArchivedAndDoesNotFailForIt(QuarkusMainLauncher launcher) {
    ObjectAttributes inGlacier =
        new ObjectAttributes(
            Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.of("GLACIER"));
    ObjectKey archived = new ObjectKey("music", "old/song.mp3");
    store.upload(
        Path.of("sample-library/werner-hacienda.mp3"),
        archived,
        inGlacier,
        new WriteCondition.Absent());

    LaunchResult run =
        launcher.launch("tag", "s3://music/old/", "--endpoint", moto.address().toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.getOutput())
        .contains("s3://music/old/song.mp3  (archived; restore it, then tag it again)");
    assertThat(run.getErrorOutput()).contains("1 archived, 0 failed\n0 analysed");
  }

  @Test
  void filesAndObjectsInOneRunAreRefused(QuarkusMainLauncher launcher) {
    LaunchResult run = tag(launcher, "sample-library");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.getErrorOutput()).contains("tag them in separate runs");
  }
}

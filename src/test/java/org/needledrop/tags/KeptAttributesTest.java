package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.tags.file.HardLinks;
import org.needledrop.tags.file.Notices;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;
import org.needledrop.tags.file.WriteOptions;

/** A file carries more than its content, and other programs rely on it. */
class KeptAttributesTest {
  private static final TagFields ROCK = new TagFields(true, List.of("Rock"), new TreeMap<>());
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

  /** Version 2 (linux/posix_acl_xattr.h): user rw, user 1234 r, group r, mask r, others r. */
  private static final String ACL =
      "02000000"
          + "01000600ffffffff"
          + "02000400d2040000"
          + "04000400ffffffff"
          + "10000400ffffffff"
          + "20000400ffffffff";

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    file = TestAudio.make(folder.resolve("song.flac"));
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private void tag(Path target, boolean keepMtime) {
    WriteOptions options = new WriteOptions(keepMtime, HardLinks.BREAK, new Notices(notices::add));
    new TagWriter(TestAudio::packets, options)
        .write(file, TestAudio.packets(file), target, TagFormat.FLAC, ROCK);
    assertThat(new TagReader().read(target, TagFormat.FLAC)).isEqualTo(ROCK);
  }

  @Test
  void keepsExtendedAttributesSinceFileManagersStoreRatingsInThem() throws IOException {
    rate(file);
    tag(file, false);
    assertThat(rating(file)).isEqualTo("5 of 5");
    assertThat(notices).isEmpty();
  }

  @Test
  void givesACopyTheExtendedAttributesOfItsSource() throws IOException {
    rate(file);
    Path copy = folder.resolve("copies/copy.flac");
    tag(copy, false);
    assertThat(rating(copy)).isEqualTo("5 of 5");
  }

  @Test
  void keepsTheAccessControlListSinceAMediaServerMayReadOnlyByIt()
      throws IOException, InterruptedException {
    assumeTrue(
        python(
                "import os, sys; os.setxattr(sys.argv[1], 'system.posix_acl_access',"
                    + " bytes.fromhex(sys.argv[2]))",
                file.toString(),
                ACL)
            .isPresent(),
        "this file system has no access control lists, or there is no Python");
    tag(file, false);
    assertThat(
            python(
                "import os, sys; print(os.getxattr(sys.argv[1],"
                    + " 'system.posix_acl_access').hex())",
                file.toString()))
        .hasValue(ACL);
  }

  @Test
  void keepsTheModeOfAFileThatItsOwnerMayOnlyWriteThroughTheGroup() throws IOException {
    var permissions = PosixFilePermissions.fromString("r--rw-r--");
    Files.setPosixFilePermissions(file, permissions);
    assumeTrue(Files.isWritable(file), "only root may write this file");
    tag(file, false);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
  }

  @Test
  void showsANewModificationTimeSinceBackupsAndPlayersLookForIt() throws IOException {
    tag(file, false);
    assertThat(Files.getLastModifiedTime(file)).isGreaterThan(LONG_AGO);
  }

  @Test
  void keepsTheModificationTimeOnRequestSinceSomeSortTheirMusicByIt() throws IOException {
    tag(file, true);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
  }

  private static void rate(Path file) throws IOException {
    assumeTrue(
        Files.getFileStore(file).supportsFileAttributeView("user"),
        "this file system has no extended attributes");
    attributes(file).write("baloo.rating", ByteBuffer.wrap("5 of 5".getBytes(UTF_8)));
  }

  private static String rating(Path file) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(attributes(file).size("baloo.rating"));
    attributes(file).read("baloo.rating", value);
    return new String(value.array(), UTF_8);
  }

  private static UserDefinedFileAttributeView attributes(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }

  /** Returns what a program prints; empty if it fails. */
  private static Optional<String> python(String... command)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("python3", "-c"));
    all.addAll(List.of(command));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
  }
}

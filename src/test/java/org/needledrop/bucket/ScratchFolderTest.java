package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

  @TempDir private Path parent;

  @Test
  void deletesWhatAKilledProcessLeft() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    Path left = folderOf(killed.pid());
    Path ownFromBefore = folderOf(ProcessHandle.current().pid());

    ScratchFolder.deleteAbandoned(parent);

    assertThat(left).doesNotExist();
    assertThat(ownFromBefore).doesNotExist();
  }

  @Test
  void leavesWhatIsOfOthers() throws IOException {
    Process alive = new ProcessBuilder("sleep", "60").start();
    Path used = folderOf(alive.pid());
    Path foreign = Files.createDirectory(parent.resolve("needledrop-backup"));

    ScratchFolder.deleteAbandoned(parent);

    alive.destroy();
    assertThat(used.resolve("track.mp3")).exists();
    assertThat(foreign).exists();
  }

  private Path folderOf(long pid) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("needledrop-%d-123".formatted(pid)));
    Files.writeString(folder.resolve("track.mp3"), "part of a track");
    return folder;
  }
}

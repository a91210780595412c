package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {
  @TempDir Path folder;

  @Test
  void makesNoFileExecutable() throws IOException {
    Path file = Files.writeString(folder.resolve("ffmpeg-amd64"), "#!/bin/sh\n");

    assertThatThrownBy(() -> Ffmpeg.at(file)).hasMessageContaining("is not an executable file");
    assertThat(file.toFile().canExecute()).isFalse();
  }

  @Test
  void saysHowToNameAnotherWhenTheChosenOneIsMissing() {
    assertThatThrownBy(() -> Ffmpeg.at(folder.resolve("ffmpeg")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NEEDLEDROP_FFMPEG");
  }
}

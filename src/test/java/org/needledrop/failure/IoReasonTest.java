package org.needledrop.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoReasonTest {

  @Test
  void saysWhyWhereJavaNamesThePathAlone() {
    assertThat(IoReason.of(new AccessDeniedException("/music"))).isEqualTo("permission denied");
    assertThat(IoReason.of(new NoSuchFileException("/music"))).isEqualTo("no such file or folder");
  }

  @Test
  void leavesThePathOutWhereJavaNamesBoth() {
    assertThat(IoReason.of(new FileSystemException("/music", null, "Input/output error")))
        .isEqualTo("Input/output error");
  }

  @Test
  void isNeverEmpty() {
    assertThat(IoReason.of(new IOException())).isEqualTo("java.io.IOException");
  }
}

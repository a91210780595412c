package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .github/release-notes}. */
final class ReleaseNotesTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeChangelog() throws IOException {
    Files.writeString(
        folder.resolve("CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n- later\n\n## 1.2.0 - 2026-01-31\n\n- new\n\n## 1.1.0\n\n");
  }

  private Programs.Result notes(String tag, String version) throws Exception {
    Files.writeString(
        folder.resolve("pom.xml"),
        "<project>\n  <version>" + version + "</version>\n    <version>3</version>\n</project>\n");
    return Programs.run(".github/release-notes", tag, folder.toString());
  }

  @Test
  void printsTheSectionOfTheVersionOnly() throws Exception {
    assertThat(notes("v1.2.0", "1.2.0")).isEqualTo(new Programs.Result(0, "- new\n"));
  }

  @Test
  void failsIfTheSectionIsEmptyOrMissing() throws Exception {
    assertThat(notes("v1.1.0", "1.1.0").output()).contains("no section '## 1.1.0'");
    assertThat(notes("v1.3.0", "1.3.0").status()).isEqualTo(1);
  }

  @Test
  void failsIfTheTagIsNotTheVersionOfTheBuild() throws Exception {
    assertThat(notes("v1.2.0", "1.3.0-SNAPSHOT"))
        .isEqualTo(
            new Programs.Result(
                1, "release-notes: the tag is v1.2.0, but pom.xml has version 1.3.0-SNAPSHOT\n"));
  }
}

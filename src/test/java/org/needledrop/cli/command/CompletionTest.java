package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code needledrop completion} in a real bash. */
class CompletionTest {

  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void printScript() throws IOException {
    script =
        Files.writeString(
            folder.resolve("completion.sh"), CommandRun.of("completion", "bash").output());
  }

  private List<String> completed(String line) throws IOException, InterruptedException {
    String commands =
        """
        source %s
        COMP_WORDS=(%s "$1") COMP_CWORD=${#COMP_WORDS[@]} COMP_CWORD=$((COMP_CWORD - 1))
        _complete_needledrop
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, line.substring(0, line.lastIndexOf(' ')));
    Process bash =
        new ProcessBuilder(
                "bash", "-c", commands, "bash", line.substring(line.lastIndexOf(' ') + 1))
            .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt is for a completion only
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed.lines().map(String::strip).toList();
  }

  @Test
  void completesCommandsOptionsAndTheirValues() throws Exception {
    assertThat(completed("needledrop u")).containsExactly("undo");
    assertThat(completed("needledrop tag --exc")).containsExactly("--exclude");
    assertThat(completed("needledrop tag --policy rep")).containsExactly("replace");
  }
}

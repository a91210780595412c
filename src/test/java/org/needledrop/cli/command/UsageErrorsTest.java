package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user can mistype: one line that says what is wrong, and exit code 2. */
class UsageErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "serve . --port 99999 | '99999' is not a port, 0 to 65535",
        "serve . --port -5 | '-5' is not a port, 0 to 65535",
        "worker --port 65536 | '65536' is not a port, 0 to 65535",
        "worker --port http | 'http' is not a port, 0 to 65535",
        "worker --host 0.0.0.0 --port 0 | set NEEDLEDROP_TOKEN, or add --insecure",
        "tag . --scorer notaurl | 'notaurl' is not the URL of a worker, such as http://worker:8000",
        "tag . --scorer ftp://worker | 'ftp://worker' is not the URL of a worker",
        "tag . --scorer http://a,worker:8000 | 'worker:8000' is not the URL of a worker",
        "watch . --scorer http:// | 'http://' is not the URL of a worker",
        "serve . --scorer notaurl | 'notaurl' is not the URL of a worker",
        "load notaurl | 'notaurl' is not the URL of a worker",
        "tag . --exclude [a | '[a' is not a glob",
        "tag . --json --csv - | --json and --csv - cannot both be printed",
        "ls colour:red | there is no field 'colour'; the fields are path, title",
        "ls --colour | Unknown option: '--colour'"
      })
  void saysWhatIsWrongInOneLine(String command, String message) {
    CommandRun run = CommandRun.of(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().getFirst()).startsWith("needledrop: ").contains(message);
    assertThat(run.err()).hasSizeLessThanOrEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void namesTheVariableWhoseValueIsNoUrl() {
    System.setProperty("needledrop.scorer", "notaurl");
    try {
      CommandRun run = CommandRun.of("tag", ".");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("NEEDLEDROP_SCORER: 'notaurl' is not the URL of a worker");
    } finally {
      System.clearProperty("needledrop.scorer");
    }
  }

  @Test
  void measuresNoLatencyOfAWorkerThatNeverAnswers() {
    CommandRun run =
        CommandRun.of("load", "http://localhost:9", "--clients", "1", "--seconds", "1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().getLast()).matches(" +1 +0\\.0 +- +- +0 +0 +\\d+");
  }
}

package org.needledrop.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class SampleOptionTest {

  /** Any command that has it. */
  @Command
  private static final class Sampling {
    @Mixin private SampleOption sample;

    double share(String option) {
      new CommandLine(this).parseArgs("--sample", option);
      return sample.sample();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.5, 2",
    "0.33, 3",
    "0.3333, 3",
    "0.25, 4",
    "0.17, 6",
    "0.08, 13",
    "0.01, 100"
  })
  void scoresOneInNSnippets(String share, int every) {
    assertThat(new Sampling().share(share)).isEqualTo(1.0 / every);
  }

  @ParameterizedTest
  @CsvSource({"0.9, 1.00", "0.7, 0.50", "0.6, 0.50", "0.4, 0.33", "0.3, 0.33", "0.16, 0.17"})
  void refusesAShareThatWouldBeAnother(String share, String nearest) {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> new Sampling().share(share))
        .withMessageEndingWith("nearest to %s is %s", share, nearest);
  }

  @ParameterizedTest
  @CsvSource({"0", "1.1", "-0.5", "NaN"})
  void refusesWhatIsNoShare(String share) {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> new Sampling().share(share));
  }
}

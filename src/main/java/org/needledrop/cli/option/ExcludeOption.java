package org.needledrop.cli.option;

import java.util.List;
import org.needledrop.library.Exclusions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --exclude}: files and folders to leave out. */
public final class ExcludeOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private Exclusions exclusions = Exclusions.NONE;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Leave out files and folders of this name, such as Podcasts or '*.wma'. With a slash: of"
              + " this path below the given folder, such as 'Live/**'. Can be repeated.")
  void setGlobs(List<String> globs) {
    try {
      exclusions = Exclusions.of(globs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--exclude: " + e.getMessage(), e);
    }
  }

  public Exclusions exclusions() {
    return exclusions;
  }
}

package org.needledrop.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop completion}. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in a shell.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(needledrop completion bash)    in ~/.bashrc",
      "  source <(needledrop completion zsh)     in ~/.zshrc, after compinit"
    })
final class CompletionCommand implements Runnable {

  /** Shells with a script. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Shell shell;

  @Spec private CommandSpec spec;

  /** Prints picocli's script, which serves both shells: zsh reads it with bashcompinit. */
  @Override
  public void run() {
    CommandLine needledrop = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.ZSH) {
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    out.println(AutoComplete.bash(spec.root().name(), needledrop));
    out.flush();
  }
}

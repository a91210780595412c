package org.needledrop.cli.command;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code needledrop COMMAND}. */
@TopCommand
@Command(
    name = "needledrop",
    description = "Recognises the genre of music and writes it into the tags.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:some tracks failed", "2:usage error"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop tag Music --out Tagged    writes tagged copies",
      "  needledrop tag Music                 tags in place",
      "  needledrop watch Music               also tags new and changed files",
      "  needledrop undo Music                restores the previous tags",
      "  needledrop ls genre:rock             lists the tracks of a library",
      "  needledrop similar Music/song.mp3    finds similar tracks",
      "  needledrop explain Music/song.mp3    shows the genre over time",
      "Environment variables such as NEEDLEDROP_FFMPEG apply to all commands; see docs/settings.md"
    })
final class NeedledropCommand implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
          TagCommand.class,
          WatchCommand.class,
          UndoCommand.class,
          LsCommand.class,
          SimilarCommand.class,
          ExplainCommand.class,
          TeachCommand.class,
          EvaluateCommand.class,
          BenchmarkCommand.class,
          ServeCommand.class,
          IndexCommand.class,
          WorkerCommand.class,
          LoadCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  @Spec private CommandSpec spec;

  /**
   * Returns the command of the arguments, or all commands if they name none or one about all.
   * Reading all of them by reflection took a fifth of the start-up time.
   */
  static List<Class<?>> commands(String... arguments) {
    return COMMANDS.stream()
        .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
        .findFirst()
        .filter(command -> command != HelpCommand.class && command != CompletionCommand.class)
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command");
  }
}

package org.needledrop.cli;

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
    description = "Listens to music and writes down what it is.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all done", "1:some tracks failed", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop tag Music --out Tagged    tagged copies, the originals untouched",
      "  needledrop tag Music                 tags in place",
      "  needledrop watch Music               tags what arrives, too",
      "  needledrop undo Music                gives the tags back that were there before",
      "  needledrop similar Music/song.mp3    what sounds like it",
      "  needledrop explain Music/song.mp3    which seconds sounded like what",
      "Variables such as NEEDLEDROP_FFMPEG set what counts for all commands: see docs/settings.md"
    })
final class NeedledropCommand implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
          TagCommand.class,
          WatchCommand.class,
          UndoCommand.class,
          SimilarCommand.class,
          ExplainCommand.class,
          TeachCommand.class,
          EvaluateCommand.class,
          BenchmarkCommand.class,
          ServeCommand.class,
          IndexCommand.class,
          WorkerCommand.class,
          LoadCommand.class,
          HelpCommand.class);

  @Spec private CommandSpec spec;

  /**
   * The command that is meant, or all of them where none is: they are read by reflection, which
   * took a fifth of the start.
   */
  static List<Class<?>> commands(String... arguments) {
    return COMMANDS.stream()
        .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
        .findFirst()
        .filter(command -> command != HelpCommand.class)
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}

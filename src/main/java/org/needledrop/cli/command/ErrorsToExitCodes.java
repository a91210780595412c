package org.needledrop.cli.command;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.needledrop.cli.option.UsageException;
import org.needledrop.failure.IoReason;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Reports errors in one line, without a stack trace, and by the exit code. */
@Singleton
final class ErrorsToExitCodes {

  @Produces
  CommandLine commandLine(
      PicocliCommandLineFactory factory, @CommandLineArguments String[] arguments) {
    return configured(factory.create(), arguments);
  }

  /** Adds the command of the arguments, or all, and how errors are reported. */
  static CommandLine configured(CommandLine needledrop, String... arguments) {
    NeedledropCommand.commands(arguments).forEach(needledrop::addSubcommand);
    Optional.ofNullable(needledrop.getSubcommands().get(LsCommand.NAME))
        .ifPresent(ErrorsToExitCodes::allowNegations);
    return needledrop
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(ErrorsToExitCodes::usageError)
        .setExecutionExceptionHandler(
            (exception, commandLine, _) -> {
              commandLine.getErr().println("needledrop: " + message(exception));
              return exception instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
            });
  }

  /** Lets {@code -genre:rock} be a term of a query instead of an unknown option. */
  private static void allowNegations(CommandLine ls) {
    ls.setUnmatchedOptionsArePositionalParams(true).setPosixClusteredShortOptionsAllowed(false);
  }

  /** Prints the message and where to find help, instead of the whole help. */
  private static int usageError(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String message = exception.getMessage().lines().collect(Collectors.joining(" "));
    command.getErr().println("needledrop: " + message);
    command.getErr().println("see '%s --help'".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  private static String message(Throwable exception) {
    if (exception instanceof FileSystemException file && file.getFile() != null) {
      return file.getFile() + ": " + IoReason.of(file);
    }
    boolean wrapper = exception instanceof CompletionException && exception.getCause() != null;
    if (wrapper) {
      return message(exception.getCause());
    }
    boolean speaksForItself =
        exception.getMessage() != null || exception instanceof CancellationException;
    return speaksForItself ? exception.getMessage() : exception.toString();
  }
}

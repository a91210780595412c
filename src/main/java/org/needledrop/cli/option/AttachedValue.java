package org.needledrop.cli.option;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the value of an option with an optional value only after {@code =}: {@code --json Music}
 * would otherwise take the folder.
 */
final class AttachedValue implements IParameterPreprocessor {

  @Override
  @SuppressWarnings("JdkObsolete") // picocli's signature
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (" ".equals(info.get("separator"))) {
      arguments.push(((OptionSpec) option).fallbackValue());
    }
    return false;
  }
}

package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The unit for systemd calls what there is. */
class SystemdUnitTest {

  private static final Path UNIT = Path.of("infra/home/needledrop-watch.service");

  @Test
  void startsACommandThatPicocliKnowsWithOptionsThatItKnows() throws IOException {
    List<String> words = List.of(setting("ExecStart").split(" "));

    assertThat(words.getFirst()).endsWith("/needledrop");
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    CommandLine needledrop = new CommandLine(NeedledropCommand.class, SystemdUnitTest::make);
    NeedledropCommand.commands(arguments).forEach(needledrop::addSubcommand);
    ParseResult parsed = needledrop.parseArgs(arguments);
    assertThat(parsed.subcommand().commandSpec().userObject()).isInstanceOf(WatchCommand.class);
  }

  @Test
  void mayWriteWhatItWatches() throws IOException {
    String folder = setting("ReadWritePaths");

    assertThat(setting("ExecStart")).contains(" watch " + folder + " ");
    assertThat(setting("RequiresMountsFor")).isEqualTo(folder);
  }

  /** systemd adds to a list: of a folder that is not there any more it would say 226/NAMESPACE. */
  @Test
  void theDocumentReplacesBothSettingsForAnotherFolder() throws IOException {
    String dropIn = Files.readString(Path.of("docs/watch.md"));

    for (String list : List.of("ExecStart", "ReadWritePaths")) {
      assertThat(dropIn).containsPattern("# +" + list + "=\\n +# +" + list + "=.*/tank/music");
    }
  }

  private static String setting(String name) throws IOException {
    Matcher line = Pattern.compile("(?m)^" + name + "=(.*)$").matcher(Files.readString(UNIT));
    assertThat(line.find()).as(name).isTrue();
    return line.group(1);
  }

  /** Commands are parsed here, not run: they need no settings. */
  private static <T> T make(Class<T> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
  }
}

package org.needledrop.cli.command;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.cli.option.Settings;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Any command as a process of its own, without Quarkus, whose start takes seconds. */
public final class NeedledropProcess {

  private NeedledropProcess() {}

  /**
   * The command that starts it.
   *
   * @param properties settings, such as {@code -Dneedledrop.interactive=true}
   */
  public static List<String> command(List<String> properties, String... arguments) {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx1g",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Donnxruntime.native.path=" + System.getProperty("onnxruntime.native.path"),
            "-Dneedledrop.bundled-ffmpeg=" + System.getProperty("needledrop.bundled-ffmpeg"),
            "-Daws.accessKeyId=test",
            "-Daws.secretAccessKey=testtest",
            "-Daws.region=us-east-1");
    Stream<String> program =
        Stream.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            NeedledropProcess.class.getName());
    return Stream.of(java, properties.stream(), program, Stream.of(arguments))
        .flatMap(part -> part)
        .toList();
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(arguments).execute(arguments));
  }

  static CommandLine commandLine(String... arguments) {
    Settings settings =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);
    CommandLine needledrop = new CommandLine(new NeedledropCommand(), factory(settings));
    return ErrorsToExitCodes.configured(needledrop, arguments);
  }

  private static IFactory factory(Settings settings) {
    IFactory usual = CommandLine.defaultFactory();
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == Version.class) {
          return type.cast(new Version("test", settings));
        }
        try {
          return type.getDeclaredConstructor(Settings.class).newInstance(settings);
        } catch (NoSuchMethodException e) {
          return usual.create(type);
        }
      }
    };
  }
}

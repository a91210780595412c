package org.needledrop.reflection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Names of classes that were looked into; called by what {@link ReflectionAgent} puts in. */
public final class ReflectionTrace {

  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  private ReflectionTrace() {}

  public static void saw(Class<?> type) {
    SEEN.add(type.getName());
  }

  public static void named(String type) {
    SEEN.add(type);
  }

  static void writeAtExit(String file) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    Files.write(Path.of(file), SEEN);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
  }
}

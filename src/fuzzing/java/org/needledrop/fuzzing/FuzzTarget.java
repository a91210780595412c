package org.needledrop.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A method that can be given any bytes.
 *
 * @param testClass whose name ends in {@code FuzzTest}
 */
record FuzzTarget(Class<?> testClass, String method) {
  private static final String SUFFIX = "FuzzTest";

  /** All there are below a folder of compiled tests, by name. */
  static List<FuzzTarget> below(Path testClasses) throws IOException {
    try (Stream<Path> files = Files.walk(testClasses)) {
      return files
          .map(file -> testClasses.relativize(file).toString())
          .filter(file -> file.endsWith(SUFFIX + ".class"))
          .map(file -> file.substring(0, file.lastIndexOf('.')).replace('/', '.'))
          .sorted()
          .flatMap(FuzzTarget::of)
          .toList();
    }
  }

  private static Stream<FuzzTarget> of(String className) {
    try {
      Class<?> type = Class.forName(className, false, FuzzTarget.class.getClassLoader());
      return Stream.of(type.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(FuzzTest.class))
          .map(Method::getName)
          .sorted()
          .map(method -> new FuzzTarget(type, method));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code Tag.mp3} for a method of {@code TagFuzzTest}. */
  String name() {
    String simple = testClass.getSimpleName();
    return simple.substring(0, simple.length() - SUFFIX.length()) + "." + method;
  }

  /** Whether it is meant by {@code Tag} or {@code Tag.mp3}. */
  boolean isNamed(String text) {
    return name().equals(text) || name().startsWith(text + ".");
  }
}

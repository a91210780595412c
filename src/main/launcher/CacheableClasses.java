import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code java CacheableClasses.java JAR...}: converts the classes of these files to the format of
 * Java 8. An AOT cache excludes the format of Java 5, which picocli has, so they would be loaded and
 * verified at every start.
 */
final class CacheableClasses {
  private final FileSystem jar;

  private CacheableClasses(FileSystem jar) {
    this.jar = jar;
  }

  public static void main(String[] files) throws IOException {
    for (String file : files) {
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(file))) {
        new CacheableClasses(jar).rewrite();
      }
    }
  }

  private void rewrite() throws IOException {
    ClassFile format =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::bytes)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));
    for (Path file : classes()) {
      ClassModel old = format.parse(Files.readAllBytes(file));
      if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
        Files.write(file, format.transformClass(old, forJava8()));
      }
    }
  }

  private List<Path> classes() throws IOException {
    try (Stream<Path> files = Files.walk(jar.getPath("/"))) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  /** Returns the bytes of a class in this file, or null. */
  private InputStream bytes(ClassDesc name) {
    String descriptor = name.descriptorString();
    Path file = jar.getPath(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rebuilds each body, as it would get no stack maps otherwise. */
  private static ClassTransform forJava8() {
    ClassTransform version =
        (built, element) -> {
          if (element instanceof ClassFileVersion) {
            built.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            built.with(element);
          }
        };
    return version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
  }
}

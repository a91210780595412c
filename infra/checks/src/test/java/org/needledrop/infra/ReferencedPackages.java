package org.needledrop.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The packages of all classes that class files refer to. */
final class ReferencedPackages {

  private final Set<String> packages = new TreeSet<>();

  private ReferencedPackages() {}

  /** Returns the packages that the JAR files below {@code folder} refer to. */
  static Set<String> in(Path folder) throws IOException {
    ReferencedPackages references = new ReferencedPackages();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        references.addJar(file);
      }
    }
    return references.packages;
  }

  private void addJar(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .forEach(
              entry -> {
                try (InputStream bytes = jar.getInputStream(entry)) {
                  add(bytes.readAllBytes());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private void add(byte[] classFile) {
    for (var constant : ClassFile.of().parse(classFile).constantPool()) {
      if (constant instanceof ClassEntry named) {
        String name = named.asInternalName();
        int end = name.lastIndexOf('/');
        if (end > 0 && !name.startsWith("[")) {
          packages.add(name.substring(0, end).replace('/', '.'));
        }
      }
    }
  }
}

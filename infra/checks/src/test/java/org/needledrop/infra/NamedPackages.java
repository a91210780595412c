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

/** The packages of the classes that class files name. */
final class NamedPackages {

  private final Set<String> packages = new TreeSet<>();

  private NamedPackages() {}

  /** Of all JAR files below {@code folder}. */
  static Set<String> in(Path folder) throws IOException {
    NamedPackages named = new NamedPackages();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        named.addJar(file);
      }
    }
    return named.packages;
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

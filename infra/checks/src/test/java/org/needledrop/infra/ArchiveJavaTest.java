package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java runtime of the archive, which contains only the modules that the program uses. */
@Timeout(600)
final class ArchiveJavaTest {

  private static final Path CONTAINERFILE = Programs.ROOT.resolve("infra/worker/Containerfile");
  private static final Pattern ADDED = Pattern.compile("--add-modules ([\\w.,]+)");

  private static Archive archive;

  @BeforeAll
  static void make() throws Exception {
    archive = Archive.built();
  }

  @Test
  void hasEveryModuleOfTheImage() throws Exception {
    Set<String> image =
        ADDED
            .matcher(Files.readString(CONTAINERFILE))
            .results()
            .flatMap(added -> Stream.of(added.group(1).split(",")))
            .collect(Collectors.toSet());

    assertThat(modules()).isNotEmpty().containsAll(image);
  }

  @Test
  void hasEveryPackageThatTheProgramUses() throws Exception {
    Set<String> missing =
        new TreeSet<>(ReferencedPackages.in(archive.root().resolve("lib/needledrop")));
    missing.retainAll(packages(ModuleFinder.ofSystem().findAll()));
    Set<String> modules = modules();
    missing.removeAll(
        packages(
            ModuleFinder.ofSystem().findAll().stream()
                .filter(module -> modules.contains(module.descriptor().name()))
                .collect(Collectors.toSet())));

    assertThat(missing).isEmpty();
  }

  private static Set<String> packages(Set<ModuleReference> modules) {
    return modules.stream()
        .flatMap(module -> module.descriptor().packages().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> modules() throws IOException, InterruptedException {
    return Programs.run(archive.java().toString(), "--list-modules")
        .output()
        .lines()
        .map(line -> line.replaceFirst("@.*", ""))
        .collect(Collectors.toSet());
  }
}

package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.reflection.ReflectionAgent;
import org.needledrop.reflection.ReflectionTrace;
import org.needledrop.servers.FunctionProcess;

/**
 * What the function looks into by reflection, while it tags real tracks of every kind, must be
 * registered for the native executable, which cannot be built on every machine.
 */
@Timeout(300)
class NativeReflectionTest {

  private static final List<String> TRACKS =
      List.of(
          "one-drop-morning.mp3",
          "gravel-road.flac",
          "corner-loop.ogg",
          "sectoid-feelings.opus",
          "van-herk-city-blues.m4a",
          "krobonil-west.aiff",
          "azzoug-divertissement-pour-flute.wav",
          "bright-side.wma",
          "corrupt.mp3");

  @TempDir private Path folder;

  @Test
  void everyClassOfOursThatIsLookedIntoIsRegistered() throws Exception {
    Set<String> ours = new TreeSet<>();
    for (String name : trace()) {
      if (name.startsWith("org.needledrop.") && !name.contains("_")) {
        ours.add(name.replaceAll("^\\[+L|;$", ""));
      }
    }
    // The beans are Quarkus' to register.
    ours.removeIf(name -> name.startsWith("org.needledrop.function.lambda."));

    assertThat(ours).isNotEmpty();
    assertThat(registered()).containsAll(ours);
  }

  /** As the function's class file says it: the class itself belongs to the other build. */
  private static Set<String> registered() throws IOException {
    Path hints =
        FunctionProcess.BUILD.resolve(
            "classes/org/needledrop/function/lambda/NativeReflection.class");
    Set<String> names = new TreeSet<>();
    ClassFile.of()
        .parse(hints)
        .findAttribute(java.lang.classfile.Attributes.runtimeVisibleAnnotations())
        .orElseThrow()
        .annotations()
        .stream()
        .flatMap(annotation -> annotation.elements().stream())
        .filter(element -> element.name().equalsString("targets"))
        .flatMap(element -> ((AnnotationValue.OfArray) element.value()).values().stream())
        .map(target -> ((AnnotationValue.OfClass) target).classSymbol().descriptorString())
        .map(descriptor -> descriptor.substring(1, descriptor.length() - 1).replace('/', '.'))
        .forEach(names::add);
    return names;
  }

  private List<String> trace() throws Exception {
    Path seen = folder.resolve("seen");
    try (FunctionRig rig = FunctionRig.start("-javaagent:" + agent() + "=" + seen)) {
      for (String track : TRACKS) {
        rig.put(track, Path.of("sample-library", track));
        // Twice: a record is written, and then read.
        assertThat(rig.function().invoke(TestEvents.created(track)).succeeded()).isTrue();
        assertThat(rig.function().invoke(TestEvents.created(track)).succeeded()).isTrue();
      }
      rig.function().stop();
    }
    return Files.readAllLines(seen);
  }

  private Path agent() throws IOException {
    Path jar = folder.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ReflectionAgent.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> type : List.of(ReflectionAgent.class, ReflectionTrace.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        out.write(type.getClassLoader().getResourceAsStream(name).readAllBytes());
      }
    }
    return jar;
  }
}

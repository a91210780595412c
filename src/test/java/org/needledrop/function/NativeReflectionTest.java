package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.reflection.ReflectionAgent;
import org.needledrop.reflection.ReflectionTrace;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.servers.WorkerProcess;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.WriteCondition;
import org.needledrop.storage.s3.S3ObjectStore;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

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
        .flatMap(element -> ((AnnotationValue.OfArray) element.value()).values().stream())
        .map(target -> ((AnnotationValue.OfClass) target).classSymbol().descriptorString())
        .map(descriptor -> descriptor.substring(1, descriptor.length() - 1).replace('/', '.'))
        .forEach(names::add);
    return names;
  }

  private List<String> trace() throws Exception {
    TestCredentials.use();
    Path seen = folder.resolve("seen");
    try (Server store = Server.moto();
        Server worker = WorkerProcess.start()) {
      fill(store);
      FunctionProcess function =
          FunctionProcess.start(
              Map.of(
                  "NEEDLEDROP_SCORER", worker.address().toString(),
                  "NEEDLEDROP_S3_ENDPOINT", store.address().toString(),
                  "NEEDLEDROP_FFMPEG", ffmpeg()),
              "-javaagent:" + agent() + "=" + seen);
      for (int round = 0; round < 2; round++) {
        for (String track : TRACKS) {
          assertThat(function.invoke(event(track)).succeeded()).isTrue();
        }
      }
      function.stop();
    }
    return Files.readAllLines(seen);
  }

  private static void fill(Server server) {
    try (S3Client s3 =
            S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(true)
                .endpointOverride(server.address())
                .build();
        S3ObjectStore store = S3ObjectStore.open(Optional.of(server.address()))) {
      s3.createBucket(r -> r.bucket("music"));
      for (String track : TRACKS) {
        store.upload(
            Path.of("sample-library", track),
            new ObjectKey("music", track),
            ObjectAttributes.NONE,
            new WriteCondition.Absent());
      }
    }
  }

  private static String ffmpeg() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/ffmpeg"))) {
      return files.findFirst().orElseThrow().toAbsolutePath().toString();
    }
  }

  private static String event(String key) {
    return """
    {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{
    "bucket":{"name":"music"},"object":{"key":"%s"}}}]}"""
        .formatted(key);
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

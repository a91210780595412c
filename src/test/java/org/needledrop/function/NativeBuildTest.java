package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.needledrop.servers.FunctionProcess;

/**
 * The options of the native build name things that exist: a library that renames one would else
 * break it unseen, as it is not run here.
 */
class NativeBuildTest {

  private static final Path CLASSES =
      FunctionProcess.BUILD.resolve("classes/org/needledrop/function/lambda");
  private static final String TARGET = "Lcom/oracle/svm/core/annotate/TargetClass;";
  private static final String SUBSTITUTE = "Lcom/oracle/svm/core/annotate/Substitute;";

  @Test
  void eachSubstituteStandsForAMethodOfItsLibrary() throws Exception {
    List<String> found = new ArrayList<>();
    for (ClassModel substitutes : classes()) {
      for (String target : elements(substitutes, TARGET, "className")) {
        Class<?> library = Class.forName(target, false, getClass().getClassLoader());
        for (MethodModel method : substitutes.methods()) {
          if (isSubstitute(method)) {
            assertThat(library.getDeclaredMethods())
                .as("%s.%s", target, method.methodName())
                .anyMatch(
                    original ->
                        method.methodName().equalsString(original.getName())
                            && method.methodType().equalsString(descriptor(original)));
            found.add(method.methodName().stringValue());
          }
        }
      }
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            "createCrtCrc32C",
            "crc64NvmeCrtImplementation",
            "crtXxHash",
            "getDefaultAwsCrtV4aHttpSigner",
            "grpcBuilder");
  }

  @Test
  void allThatOpenTelemetryFindsIsRegistered() throws Exception {
    Set<String> registered = new TreeSet<>();
    for (ClassModel model : classes()) {
      registered.addAll(
          elements(model, "Lio/quarkus/runtime/annotations/RegisterForReflection;", "classNames"));
    }
    for (String file : serviceFiles()) {
      List<String> providers = providers(file);
      assertThat(providers).as(file).isNotEmpty();
      assertThat(registered).as(file).containsAll(providers);
    }
  }

  private static List<String> serviceFiles() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String list =
        pom.replaceAll("(?s).*<opentelemetry.services>(.*)</opentelemetry.services>.*", "$1");
    return List.of(list.split(",", -1));
  }

  /** Those of the function: the tests have an exporter of their own beside them. */
  private List<String> providers(String file) throws IOException {
    List<String> names = new ArrayList<>();
    for (URL url : getClass().getClassLoader().resources(file).toList()) {
      if (!url.getPath().contains("opentelemetry-exporter-logging")) {
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
          reader
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  private static List<ClassModel> classes() throws IOException {
    try (Stream<Path> files = Files.list(CLASSES)) {
      List<ClassModel> models = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        models.add(ClassFile.of().parse(file));
      }
      return models;
    }
  }

  /** Texts of an annotation's element; none where there is no such annotation. */
  private static List<String> elements(ClassModel model, String annotation, String element) {
    return Stream.of(
            model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream()),
            model.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream()))
        .flatMap(annotations -> annotations)
        .filter(one -> one.className().equalsString(annotation))
        .map(Annotation::elements)
        .flatMap(List::stream)
        .filter(one -> one.name().equalsString(element))
        .map(AnnotationElement::value)
        .flatMap(NativeBuildTest::texts)
        .toList();
  }

  private static Stream<String> texts(AnnotationValue value) {
    return switch (value) {
      case AnnotationValue.OfString text -> Stream.of(text.stringValue());
      case AnnotationValue.OfArray all -> all.values().stream().flatMap(NativeBuildTest::texts);
      default -> Stream.of();
    };
  }

  private static boolean isSubstitute(MethodModel method) {
    return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(all -> all.annotations().stream())
        .anyMatch(one -> one.className().equalsString(SUBSTITUTE));
  }

  private static String descriptor(java.lang.reflect.Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }
}

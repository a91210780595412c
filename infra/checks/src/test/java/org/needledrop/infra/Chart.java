package org.needledrop.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Helm chart, rendered with the values in src/test/resources/values. */
final class Chart {

  static final Path FOLDER = Path.of("../kubernetes/needledrop").toAbsolutePath().normalize();

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Chart() {}

  static Helm helm() {
    return new Helm(FOLDER);
  }

  static TemplateCommand template() {
    return helm().template().withName("nd").withNamespace("music");
  }

  static String with(String values) {
    return template().withValuesFile(Path.of("src/test/resources/values", values)).call();
  }

  static List<JsonNode> manifests(String yaml) throws IOException {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }

  static JsonNode one(List<JsonNode> manifests, String kind, String name) {
    return manifests.stream()
        .filter(manifest -> manifest.at("/kind").textValue().equals(kind))
        .filter(manifest -> manifest.at("/metadata/name").textValue().equals(name))
        .reduce(
            (a, b) -> {
              throw new AssertionError("there are two " + kind + " " + name);
            })
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }
}

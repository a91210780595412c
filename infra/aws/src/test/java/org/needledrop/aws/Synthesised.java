package org.needledrop.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Template;

/** A synthesised stack, shared by all tests. */
final class Synthesised {

  static final String FOREIGN_KEY =
      "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

  private static final Map<String, Synthesised> ALL = new TreeMap<>();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Path folder;
  private final Template template;

  private Synthesised(String name, Map<String, String> values) {
    this.name = name;
    this.folder = Path.of("target/templates", name);
    App app = App.Builder.create().context(FeatureFlags.CONTEXT).outdir(folder.toString()).build();
    NeedledropStack stack = new NeedledropStack(app, settings(values));
    Aspects.of(app).add(new AwsSolutionsChecks());
    this.template = Template.fromStack(stack);
  }

  private static synchronized Synthesised of(String name, Map<String, String> values) {
    return ALL.computeIfAbsent(name, key -> new Synthesised(key, values));
  }

  static Synthesised small() {
    return of("small-x86_64", Map.of());
  }

  static Synthesised smallArm() {
    return of(
        "small-arm64",
        Map.of("size", "small", "arch", "arm64", "runtime", "native", "minWorkers", "0"));
  }

  static Synthesised large() {
    return of(
        "large-x86_64",
        Map.of(
            "size", "large",
            "existingBucket", "there-already",
            "bucketKey", FOREIGN_KEY,
            "largestObject", "200",
            "reservedFunctions", "0"));
  }

  /** With all settings that add resources. */
  static Synthesised largeArm() {
    return of(
        "large-arm64",
        Map.of(
            "size", "large",
            "arch", "arm64",
            "bucket", "my-tracks",
            "copiesBucket", "my-copies",
            "certificate", "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d",
            "alarmMail", "me@example.org"));
  }

  static Stream<Synthesised> all() {
    return Stream.of(small(), smallArm(), large(), largeArm());
  }

  static DeploymentSettings settings(Map<String, String> values) {
    Map<String, String> all = new TreeMap<>(values);
    all.putIfAbsent("functionZip", Placeholders.zip().toString());
    all.putIfAbsent("ffmpegLayer", Placeholders.layer().toString());
    return new DeploymentContext(all).settings();
  }

  Template template() {
    return template;
  }

  Path file() {
    return folder.resolve("Needledrop.template.json");
  }

  /** The whole template. */
  JsonNode json() {
    return read(file());
  }

  /** Properties of all resources of one type, by logical ID. */
  Map<String, JsonNode> resources(String type) {
    Map<String, JsonNode> found = new TreeMap<>();
    json()
        .get("Resources")
        .properties()
        .forEach(
            resource -> {
              if (type.equals(resource.getValue().get("Type").asText())) {
                found.put(resource.getKey(), resource.getValue().get("Properties"));
              }
            });
    return found;
  }

  /** Returns the logical ID of the only resource whose ID is {@code name} and a hash. */
  String named(String type, String name) {
    List<String> found =
        resources(type).keySet().stream().filter(one -> one.matches(name + "[0-9A-F]{8}")).toList();
    if (found.size() != 1) {
      throw new AssertionError("%s: expected one %s, not %s".formatted(type, name, found));
    }
    return found.getFirst();
  }

  /** Errors and warnings of cdk-nag and the CDK, with the path of their construct. */
  List<String> findings() {
    List<String> found = new ArrayList<>();
    JsonNode artifact = read(folder.resolve("manifest.json")).at("/artifacts/Needledrop");
    JsonNode metadata =
        artifact.has("additionalMetadataFile")
            ? read(folder.resolve(artifact.get("additionalMetadataFile").asText()))
            : artifact.path("metadata");
    metadata
        .properties()
        .forEach(
            entries ->
                entries
                    .getValue()
                    .forEach(
                        entry -> {
                          String type = entry.get("type").asText();
                          if (type.equals("aws:cdk:error") || type.equals("aws:cdk:warning")) {
                            found.add(entries.getKey() + ": " + entry.get("data").asText());
                          }
                        }));
    return found;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

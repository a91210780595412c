package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SBOMs of published images and archives. */
final class SbomTest {

  private static final String ONNX = "pkg:maven/com.microsoft.onnxruntime/onnxruntime@1.21.1";
  private static final String BUILT =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "metadata": {"component": {"type": "application", "name": "needledrop", "version": "1.2.3"}},
       "components": [{"type": "library", "name": "onnxruntime", "version": "1.21.1",
                        "purl": "ONNX?type=jar"}]}
      """
          .replace("ONNX", ONNX);
  private static final String FOUND =
      """
      {"components": [
        {"type": "library", "name": "onnxruntime", "version": "1.21.1", "purl": "pkg:maven/ai/onnxruntime@1.21.1"},
        {"type": "application", "name": "openjdk", "version": "25.0.3", "purl": "pkg:generic/oracle/openjdk@25.0.3"},
        {"type": "library", "name": "libc6", "purl": "pkg:deb/debian/libc6@2.41-12?arch=arm64"},
        {"type": "file", "name": "/etc/passwd"}]}
      """;

  @TempDir private Path folder;
  private Path built;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectory(folder.resolve("target"));
    built = Files.writeString(folder.resolve("target/bom.json"), BUILT);
  }

  private JsonNode packageSbom(Path buildSbom, String packageName, String... found)
      throws Exception {
    Path packaged = folder.resolve("sbom.json");
    ProcessBuilder builder =
        new ProcessBuilder(
            Programs.ROOT.resolve(".github/package-sbom").toString(),
            buildSbom.toString(),
            folder.resolve(packageName).toString(),
            packaged.toString());
    builder.command().addAll(List.of(found));
    assertThat(Programs.run(builder)).isEqualTo(new Programs.Result(0, ""));
    return new ObjectMapper().readTree(packaged.toFile());
  }

  @Test
  void theSbomOfAnImageListsEachComponentOnceWithTheJavaOfItsLayers() throws Exception {
    Path image = folder.resolve("needledrop-arm64.tar");
    SavedImage.write(image, "arm64", "java/release", "JAVA_VERSION=\"25.0.3\"\n");
    Path found = Files.writeString(folder.resolve("found.json"), FOUND);

    JsonNode sbom = packageSbom(built, image.getFileName().toString(), found.toString());

    assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("needledrop-arm64");
    assertThat(sbom.get("components"))
        .extracting(component -> component.at("/purl").asText())
        .containsExactly(
            ONNX + "?type=jar",
            "pkg:generic/openjdk@25.0.3",
            "pkg:deb/debian/libc6@2.41-12?arch=arm64");
  }

  @Test
  void theSbomOfAnArchiveHasItsHashAndListsItsModel() throws Exception {
    collectModels();
    Path model = Files.createDirectories(folder.resolve("nd/models/genre-resnet-bigru"));
    Files.writeString(model.resolve("manifest.json"), "{}");
    Path runtime = Files.createDirectories(folder.resolve("nd/runtime"));
    Files.writeString(
        runtime.resolve("release"),
        "JAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\nJAVA_VERSION=\"25.0.3\"\n");
    Programs.run("tar", "-czf", folder + "/nd.tar.gz", "-C", folder.toString(), "nd");

    JsonNode sbom = packageSbom(folder.resolve("needledrop.cdx.json"), "nd.tar.gz");

    assertThat(sbom.at("/metadata/component/hashes/0/content").asText())
        .isEqualTo(SavedImage.sha256(folder.resolve("nd.tar.gz")));
    assertThat(sbom.get("components"))
        .extracting(component -> component.get("name").asText())
        .containsExactly("onnxruntime", "genre-resnet-bigru", "ffmpeg", "openjdk");
    assertThat(sbom.at("/components/3/purl").asText())
        .isEqualTo("pkg:generic/openjdk@25.0.3%2B9-LTS");
  }

  /** Collects the SBOMs of this repository's two models; an archive contains one of them. */
  private void collectModels() throws Exception {
    Programs.run("cp", "-R", "models", folder.toString());
    Programs.Result collected =
        Programs.run(".github/collect-sboms", folder.toString(), folder.toString(), "needledrop");
    assertThat(collected).isEqualTo(new Programs.Result(0, ""));
  }
}

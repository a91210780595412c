package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code infra/images push} to a registry. */
final class PublishedImagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "needledrop/needledrop";

  @TempDir private Path folder;
  private Registry registry;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Tools.onPath("skopeo").isPresent(), "skopeo is not installed");
    registry = new Registry(folder);
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  private void save(String architecture) throws Exception {
    Path image = folder.resolve("needledrop-" + architecture + ".tar");
    SavedImage.write(image, architecture, "hello", architecture);
  }

  /** Pushes and returns the printed digests by amd64, arm64 and index. */
  private Map<String, String> push() throws Exception {
    Programs.Result pushed =
        registry.run(
            "infra/images",
            "push",
            "needledrop",
            folder.toString(),
            registry.host() + "/needledrop",
            "1.2.3");
    assertThat(pushed.status()).as(pushed.output()).isZero();
    return pushed
        .output()
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Test
  void publishesOneTagWhoseIndexListsEachPlatform() throws Exception {
    save("amd64");
    save("arm64");

    Map<String, String> digests = push();

    HttpResponse<String> index = registry.get(NAME + "/manifests/1.2.3");
    assertThat(index.headers().firstValue("Docker-Content-Digest")).contains(digests.get("index"));
    for (JsonNode manifest : JSON.readTree(index.body()).get("manifests")) {
      String architecture = manifest.at("/platform/architecture").asText();
      assertThat(manifest.get("digest").asText()).isEqualTo(digests.get(architecture));
      JsonNode config = config(digests.get(architecture));
      assertThat(config.get("architecture").asText()).isEqualTo(architecture);
    }
    assertThat(digests).containsOnlyKeys("amd64", "arm64", "index");
    assertThat(JSON.readTree(registry.get(NAME + "/tags/list").body()).get("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("1.2.3");
  }

  @Test
  void publishesAnImageOfOnePlatform() throws Exception {
    save("amd64");

    assertThat(push()).containsOnlyKeys("amd64", "index");
  }

  @Test
  void keepsTheHealthCheckWhichNotEveryFormatSupports() throws Exception {
    save("amd64");

    assertThat(config(push().get("amd64")).at("/config/Healthcheck/Test/1").asText())
        .isEqualTo("/needledrop/is-ready");
  }

  private JsonNode config(String digest) throws Exception {
    JsonNode manifest = JSON.readTree(registry.get(NAME + "/manifests/" + digest).body());
    String config = manifest.at("/config/digest").asText();
    return JSON.readTree(registry.get(NAME + "/blobs/" + config).body());
  }

  @Test
  void failsIfNoImageWasSaved() throws Exception {
    Programs.Result result =
        registry.run(
            "infra/images", "push", "needledrop", folder.toString(), registry.host(), "1.2.3");

    assertThat(result)
        .isEqualTo(new Programs.Result(1, "images: no needledrop in " + folder + "\n"));
  }
}

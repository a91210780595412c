package org.needledrop.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** An image with one file, in the format of {@code docker save}. */
final class SavedImage {

  private static final String MANIFEST =
      """
      [{"Config": "config.json", "RepoTags": ["localhost/needledrop:latest"], "Layers": ["layer.tar"]}]
      """;

  private SavedImage() {}

  /** Writes {@code image}, whose {@code file} contains {@code text}. */
  static void write(Path image, String architecture, String file, String text) throws Exception {
    Path scratch = Files.createTempDirectory(image.getParent(), "image");
    Path inside = scratch.resolve("root").resolve(file);
    Files.createDirectories(inside.getParent());
    Files.writeString(inside, text);
    Path layer = scratch.resolve("layer.tar");
    tar(layer, scratch.resolve("root"), ".");
    Files.writeString(
        scratch.resolve("config.json"),
        """
      {"architecture": "%s", "os": "linux",
       "config": {"Cmd": ["worker"], "Healthcheck": {"Test": ["CMD", "/needledrop/is-ready"]}},
       "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]},
       "history": [{"created_by": "COPY"}]}
      """
            .formatted(architecture, sha256(layer)));
    Files.writeString(scratch.resolve("manifest.json"), MANIFEST);
    tar(image, scratch, "manifest.json", "config.json", "layer.tar");
  }

  private static void tar(Path archive, Path folder, String... files) throws Exception {
    Stream<String> command = Stream.of("tar", "-cf", archive.toString(), "-C", folder.toString());
    Programs.runSilently(Stream.concat(command, Stream.of(files)).toArray(String[]::new));
  }

  static String sha256(Path file) throws IOException {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.needledrop.web.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.web.ApiLimits;
import org.needledrop.web.ServedSamples;

/** The page over the real API, the real network and a library of real tracks. */
final class ServedPageTest extends PageTest {

  @TempDir private static Path folders;

  @Override
  PageServer serve(Optional<String> key) throws IOException {
    ApiLimits usual = ServedSamples.limits();
    ApiLimits limits =
        new ApiLimits(
            key.map(Set::of).orElse(Set.of()),
            List.of(),
            usual.requestsPerMinute(),
            usual.maxUploadBytes(),
            usual.jobs());
    return new Served(ServedSamples.start(Files.createTempDirectory(folders, "music"), limits));
  }

  private record Served(ServedSamples samples) implements PageServer {

    @Override
    public URI address() {
      return samples.uri().resolve("/");
    }

    @Override
    public void close() {
      samples.close();
    }
  }
}

package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.analysis.Analysis;
import org.needledrop.bucket.BucketRecord;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.RuntimeApi;

/** The built function that scores by itself, beside one that asks a worker. */
@Timeout(120)
class LocalScoringTest {

  private static final Path TRACK = Path.of("sample-library/one-drop-morning.mp3");

  @TempDir private static Path folder;
  private static FunctionRig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = FunctionRig.start();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void tagsAsWithAWorkerAndAsksNone() throws Exception {
    Path layer = FunctionRig.scoringLayer();
    rig.put("by a worker.mp3", TRACK);
    rig.put("by itself.mp3", TRACK);
    rig.function().invoke(TestEvents.created("by a worker.mp3"));
    double scored = rig.snippetsScored();

    try (FunctionProcess local = rig.startLocal(layer)) {
      assertThat(local.invoke(TestEvents.created("by itself.mp3")).succeeded()).isTrue();
      // Less than Lambda's one processor comes with, 1,769 MB.
      assertThat(local.peakMegabytes()).isLessThan(512);
    }

    assertThat(rig.snippetsScored()).isEqualTo(scored);
    assertThat(rig.customFields(FunctionRig.BUCKET, "by itself.mp3"))
        .isNotEmpty()
        .isEqualTo(rig.customFields(FunctionRig.BUCKET, "by a worker.mp3"));
    assertThat(analysis("by itself.mp3").method()).isEqualTo(analysis("by a worker.mp3").method());
  }

  @Test
  void saysWhatIsMissingWithoutTheLayer() throws Exception {
    rig.put("without.mp3", TRACK);
    try (FunctionProcess local = rig.startLocal(folder.resolve("nowhere"))) {
      RuntimeApi.Answer answer = local.invoke(TestEvents.created("without.mp3"));

      assertThat(answer.succeeded()).isFalse();
      assertThat(answer.body())
          .contains("NEEDLEDROP_SCORER=local needs the scoring layer")
          .contains("nowhere/lib");
    }
  }

  private static Analysis analysis(String key) {
    BucketRecord record = rig.record(key);
    return record.track().orElseThrow().analysis();
  }
}

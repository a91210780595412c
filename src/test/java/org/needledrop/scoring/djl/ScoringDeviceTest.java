package org.needledrop.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.needledrop.scoring.ModelManifest;

/** On a machine that has no GPU, what asks for one has to fail. */
class ScoringDeviceTest {

  private static final Path MODEL = Path.of("models/genre-resnet-bigru");

  @BeforeEach
  void thereIsNone() {
    assumeThat(Engine.getEngine(NetworkFormat.TORCHSCRIPT.engine()).getGpuCount()).isZero();
  }

  @Test
  void doesNotTakeTheProcessorForCuda() {
    assertThatThrownBy(() -> ScoringDevice.CUDA.devices(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no CUDA: set PYTORCH_LIBRARY_PATH to the folder of a libtorch with CUDA");
    assertThatThrownBy(
            () -> ScoringDevice.CUDA.devices(Map.of("PYTORCH_LIBRARY_PATH", "/libtorch")))
        .hasMessage("no CUDA device found by the libtorch in /libtorch");
  }

  @Test
  void takesEachCoreWhereThereIsNoDevice() {
    int cores = Runtime.getRuntime().availableProcessors();

    assertThat(ScoringDevice.AUTO.devices(Map.of())).hasSize(cores).containsOnly(Device.cpu());
    assertThat(ScoringDevice.CPU.devices(Map.of("PYTORCH_LIBRARY_PATH", "/libtorch")))
        .hasSize(cores)
        .containsOnly(Device.cpu());
    assertThat(ScoringDevice.CPU.description()).isEqualTo("CPU cores: " + cores);
  }

  /**
   * A frozen network has no parameters that DJL could move there later: they must be loaded there.
   */
  @Test
  void loadsTheWeightsToTheDevice() {
    ModelManifest manifest = ModelManifest.read(MODEL);

    assertThatThrownBy(
            () -> DjlScorer.load(MODEL, manifest, NetworkFormat.TORCHSCRIPT, Device.gpu(0)).close())
        .hasStackTraceContaining("CUDA");
  }
}

package org.needledrop.scoring.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a worker scores on. */
public enum ScoringDevice {
  /** All CUDA devices, else all cores of the processor. */
  AUTO,
  CPU,
  /** Or it does not start. */
  CUDA;

  /** Names the libtorch that comes with CUDA; without it there are no GPUs for us. */
  private static final String LIBTORCH = "PYTORCH_LIBRARY_PATH";

  /**
   * One for each batch that can be scored beside the others.
   *
   * @throws IllegalStateException if CUDA is asked for and there is no device
   */
  List<Device> devices() {
    return devices(System.getenv());
  }

  List<Device> devices(Map<String, String> environment) {
    String libtorch = environment.get(LIBTORCH);
    int gpus = this == CPU || libtorch == null ? 0 : gpuCount();
    if (this == CUDA && gpus == 0) {
      throw new IllegalStateException(
          libtorch == null
              ? "no CUDA: set %s to the folder of a libtorch with CUDA".formatted(LIBTORCH)
              : "no CUDA device found by the libtorch in " + libtorch);
    }
    return gpus > 0
        ? IntStream.range(0, gpus).mapToObj(Device::gpu).toList()
        : Collections.nCopies(Runtime.getRuntime().availableProcessors(), Device.cpu());
  }

  private static int gpuCount() {
    return Engine.getEngine(NetworkFormat.TORCHSCRIPT.engine()).getGpuCount();
  }

  /** What a worker says that it scores on. */
  public String description() {
    List<Device> devices = devices();
    String kind = devices.getFirst().isGpu() ? "CUDA devices" : "CPU cores";
    return "%s: %d".formatted(kind, devices.size());
  }
}

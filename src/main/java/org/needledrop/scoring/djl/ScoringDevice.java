package org.needledrop.scoring.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Devices to score on. */
public enum ScoringDevice {
  /** All CUDA devices, or all CPU cores if there are none. */
  AUTO,
  CPU,
  /** All CUDA devices; fails if there are none. */
  CUDA;

  /** Variable with the folder of a libtorch with CUDA, required for GPUs. */
  private static final String LIBTORCH = "PYTORCH_LIBRARY_PATH";

  /**
   * Returns one device per batch that can be scored in parallel.
   *
   * @throws IllegalStateException if CUDA is required and there is no device
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

  /** Returns the description printed by the worker. */
  public String description() {
    List<Device> devices = devices();
    String kind = devices.getFirst().isGpu() ? "CUDA devices" : "CPU cores";
    return "%s: %d".formatted(kind, devices.size());
  }
}

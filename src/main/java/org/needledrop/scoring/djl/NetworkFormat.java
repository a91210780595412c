package org.needledrop.scoring.djl;

/** Network formats and the engine of each. */
enum NetworkFormat {
  /** For CPUs: starts in 0.1 s and scores nearly twice as fast as libtorch. */
  ONNX("onnx", "OnnxRuntime"),

  /** For GPUs, with the libtorch in {@code PYTORCH_LIBRARY_PATH}. */
  TORCHSCRIPT("torchscript", "PyTorch");

  static {
    EngineSettings.prepare();
  }

  private final String key;
  private final String engine;

  NetworkFormat(String key, String engine) {
    this.key = key;
    this.engine = engine;
  }

  /** Returns its key in the manifest's files. */
  String key() {
    return key;
  }

  /** Returns DJL's name of the engine. */
  String engine() {
    return engine;
  }
}

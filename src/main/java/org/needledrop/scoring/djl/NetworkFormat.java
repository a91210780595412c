package org.needledrop.scoring.djl;

/** The formats a network can have, and the engine that runs each. */
enum NetworkFormat {
  /** On the processor: it starts in a tenth of a second and scores nearly twice as fast there. */
  ONNX("onnx", "OnnxRuntime"),

  /** On GPUs, with a libtorch that {@code PYTORCH_LIBRARY_PATH} names. */
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

  /** Its name among the files of a manifest. */
  String key() {
    return key;
  }

  /** DJL's name. */
  String engine() {
    return engine;
  }
}

package org.needledrop.scoring.djl;

/** System properties that must be set before DJL loads an engine. */
final class EngineSettings {

  private EngineSettings() {}

  /**
   * Sets one thread per call, as tracks run in parallel and more threads do not pay off at this
   * size. Keeps ONNX Runtime from loading libtorch. Turns off libtorch's graph optimizer, whose
   * profiling runs cost a second although the exported graph is already frozen and fused.
   */
  static void prepare() {
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    setDefault("ai.djl.onnx.disable_alternative", "true");
    setDefault("ai.djl.pytorch.num_threads", "1");
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}

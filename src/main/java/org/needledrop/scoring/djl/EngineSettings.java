package org.needledrop.scoring.djl;

/** Settings that must stand before DJL loads an engine. */
final class EngineSettings {

  private EngineSettings() {}

  /**
   * One thread a call: tracks run side by side, and two threads inside one call cost more than they
   * bring at this size. ONNX Runtime does without libtorch beside it. The graph optimizer of
   * libtorch is off because its first, profiling runs cost a second and the exported graph is
   * frozen and fused already.
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

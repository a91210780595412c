package org.needledrop.scoring.djl;

/** Settings of libtorch that must stand before DJL loads it. */
final class LibTorch {

  private LibTorch() {}

  /**
   * One thread a call: tracks run side by side, and two threads inside one call cost more than they
   * bring at this size. The graph optimizer is off because its first, profiling runs cost a second
   * and the exported graph is frozen and fused already.
   */
  static void prepare() {
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
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

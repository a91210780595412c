package org.needledrop.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.scoring.djl.ScoringDevice;
import org.needledrop.worker.Access;
import org.needledrop.worker.BatchLimits;
import org.needledrop.worker.Worker;

/** A worker with the shipped network, in a process of its own. */
public final class WorkerProcess {

  private WorkerProcess() {}

  public static Server start() {
    int port = Server.freePort();
    return Server.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Donnxruntime.native.path=" + System.getProperty("onnxruntime.native.path"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WorkerProcess.class.getName(),
            String.valueOf(port)),
        Map.of("OMP_NUM_THREADS", "1"),
        URI.create("http://127.0.0.1:" + port),
        "/v2/health/ready");
  }

  public static void main(String[] arguments) throws InterruptedException {
    Worker.start(
        Path.of("models/genre-resnet-bigru"),
        (folder, manifest) -> DjlScorer.forEachDevice(folder, manifest, ScoringDevice.CPU),
        BatchLimits.defaults(),
        new Access(Optional.empty(), Optional.empty(), 1 << 26),
        "localhost",
        Integer.parseInt(arguments[0]));
    Thread.currentThread().join();
  }
}

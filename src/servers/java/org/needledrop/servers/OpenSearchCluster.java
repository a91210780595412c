package org.needledrop.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** OpenSearch as the build fetched it, with its plugin for vectors; each node is a process. */
public final class OpenSearchCluster implements AutoCloseable {

  private static final Path JARS = Path.of("target/opensearch").toAbsolutePath();

  /** Gone with the next clean. */
  private static final Path DATA = Path.of("target/opensearch-data").toAbsolutePath();

  private final List<Server> nodes;

  private OpenSearchCluster(List<Server> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Starts as many nodes; all answer when this returns. */
  public static OpenSearchCluster start(int count) {
    return start(count, "-Xmx512m", "-XX:TieredStopAtLevel=1");
  }

  public static OpenSearchCluster start(int count, String... jvmOptions) {
    List<Integer> ports = IntStream.range(0, count).mapToObj(_ -> Server.freePort()).toList();
    List<Server> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(node(i, ports, List.of(jvmOptions)));
    }
    return new OpenSearchCluster(nodes);
  }

  /** The first node founds the cluster, the others join it. Nodes talk to each other at ports. */
  private static Server node(int number, List<Integer> ports, List<String> jvmOptions) {
    int port = Server.freePort();
    String seeds = ports.stream().map(seed -> "127.0.0.1:" + seed).collect(Collectors.joining(","));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            JARS + ":" + JARS.resolve("*"),
            "OpenSearchNode",
            "cluster.name=needledrop-test-" + ports.getFirst(),
            "node.name=node-" + number,
            "path.home=" + folder(),
            "network.host=127.0.0.1",
            "http.port=" + port,
            "transport.port=" + ports.get(number),
            "discovery.seed_hosts=" + seeds,
            "cluster.initial_cluster_manager_nodes=node-0",
            "cluster.routing.allocation.disk.threshold_enabled=false"));
    return Server.start(
        command,
        Map.of(),
        URI.create("http://127.0.0.1:" + port),
        "/_cluster/health?wait_for_nodes=" + (number + 1));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(DATA), "node");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where all nodes keep an index. */
  public String address(String alias) {
    return nodes.stream()
        .map(node -> node.address() + "/" + alias)
        .collect(Collectors.joining(","));
  }

  /** Where one node is. */
  public URI node(int number) {
    return nodes.get(number).address();
  }

  /** As SIGKILL does: the node has no time to say good-bye. */
  public void kill(int number) {
    nodes.get(number).close();
  }

  /** Of all nodes. */
  public long residentMegabytes() {
    return nodes.stream().mapToLong(Server::residentMegabytes).sum();
  }

  @Override
  public void close() {
    nodes.forEach(Server::close);
  }
}

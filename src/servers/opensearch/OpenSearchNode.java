import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.settings.Settings;
import org.opensearch.knn.plugin.KNNPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;

/**
 * A node of OpenSearch in this process. Its own launcher asks for a security manager, which newer
 * JDKs no longer have; a node itself does not.
 */
final class OpenSearchNode extends Node {

  private OpenSearchNode(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
        List.of(Netty4Plugin.class, KNNPlugin.class),
        false);
  }

  /** Takes settings, each as {@code name=value}, and runs until it is killed. */
  public static void main(String[] arguments) throws NodeValidationException, InterruptedException {
    Settings.Builder settings = Settings.builder();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    new OpenSearchNode(settings.build()).start();
    new CountDownLatch(1).await();
  }
}

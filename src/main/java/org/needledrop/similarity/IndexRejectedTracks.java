package org.needledrop.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The index permanently rejected these tracks; all others were accepted. */
public final class IndexRejectedTracks extends UncheckedIOException {

  private static final int NAMED = 3;

  private final transient Set<String> paths;

  /**
   * @param index name of the index for messages
   * @param reasons reasons by path, or by audio hash for deletions
   */
  public IndexRejectedTracks(String index, Map<String, String> reasons) {
    super(new IOException(message(index, reasons)));
    this.paths = Set.copyOf(reasons.keySet());
  }

  private static String message(String index, Map<String, String> reasons) {
    String named =
        reasons.entrySet().stream()
            .limit(NAMED)
            .map(refused -> refused.getKey() + ": " + refused.getValue())
            .collect(Collectors.joining("; "));
    int others = reasons.size() - NAMED;
    return "the similarity index %s rejected %s%s"
        .formatted(index, named, others > 0 ? " and %d more".formatted(others) : "");
  }

  @Override
  public String getMessage() {
    return getCause().getMessage();
  }

  public boolean includes(String path) {
    return paths.contains(path);
  }
}

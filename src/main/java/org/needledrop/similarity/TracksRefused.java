package org.needledrop.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An index took all that was put but these tracks, and will not take them the next time. */
public final class TracksRefused extends UncheckedIOException {

  private static final int NAMED = 3;

  private final transient Set<String> paths;

  /**
   * @param index for a person
   * @param reasons by path, or by audio hash where a track was to be forgotten
   */
  public TracksRefused(String index, Map<String, String> reasons) {
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

  public boolean concerns(String path) {
    return paths.contains(path);
  }
}

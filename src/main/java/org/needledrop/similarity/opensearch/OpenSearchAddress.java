package org.needledrop.similarity.opensearch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The address of an index in a cluster.
 *
 * @param nodes nodes of the cluster, as {@code https://host:9200/prefix}, without a password; at
 *     least one
 * @param alias alias of the index
 * @param user login, {@code name:password}
 * @param authorities PEM file with the CA certificates of the nodes; empty for the JVM's trust
 *     store
 * @param shards number of shards for a new index; an existing one keeps its own
 */
public record OpenSearchAddress(
    List<URI> nodes, String alias, Optional<String> user, Optional<Path> authorities, int shards) {

  /** OpenSearch's default limit per index ("Index settings", number_of_shards). */
  private static final int MOST_SHARDS = 1024;

  /** Valid index names that are not patterns. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,200}");

  private static final Pattern BETWEEN_ADDRESSES = Pattern.compile(",(?=\\w+://)");

  public OpenSearchAddress {
    nodes = List.copyOf(nodes);
    if (!NAME.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "invalid index name '%s': use lower-case letters, digits, '-', '_' and '.'"
              .formatted(alias));
    }
    if (shards < 1 || shards > MOST_SHARDS) {
      throw new IllegalArgumentException(
          "the number of shards must be 1 to %d, not %d".formatted(MOST_SHARDS, shards));
    }
  }

  /**
   * Parses an address.
   *
   * @param text {@code http://user:password@host:9200/alias}, with further nodes after commas
   * @throws IllegalArgumentException if it is invalid; the message contains no password
   */
  public static OpenSearchAddress parse(String text, Optional<Path> authorities) {
    List<URI> uris =
        Arrays.stream(BETWEEN_ADDRESSES.split(text)).map(OpenSearchAddress::uri).toList();
    return new OpenSearchAddress(
        uris.stream().map(OpenSearchAddress::node).toList(),
        same(uris, OpenSearchAddress::alias, "index name"),
        uris.stream().map(OpenSearchAddress::user).flatMap(Optional::stream).findFirst(),
        authorities,
        1);
  }

  /** Returns a copy with another number of shards. */
  public OpenSearchAddress withShards(int wanted) {
    return new OpenSearchAddress(nodes, alias, user, authorities, wanted);
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the address of the index is not a URI" + position(e));
    }
    boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isWeb || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the address of the index must have the form https://host:9200/name");
    }
    return uri;
  }

  /** Returns the position of the error; the exception's own message contains the whole address. */
  private static String position(IllegalArgumentException e) {
    return e.getCause() instanceof URISyntaxException syntax
        ? ": %s at character %d".formatted(syntax.getReason(), syntax.getIndex())
        : "";
  }

  private static URI node(URI uri) {
    String path = uri.getPath();
    String prefix = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    return URI.create(
        "%s://%s%s%s"
            .formatted(
                uri.getScheme(),
                uri.getHost(),
                uri.getPort() < 0 ? "" : ":" + uri.getPort(),
                prefix));
  }

  private static String alias(URI uri) {
    return uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
  }

  private static Optional<String> user(URI uri) {
    return Optional.ofNullable(uri.getRawUserInfo())
        .map(user -> URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static <T> T same(List<URI> uris, Function<URI, T> part, String name) {
    List<T> parts = uris.stream().map(part).distinct().toList();
    if (parts.size() > 1) {
      throw new IllegalArgumentException(
          "all nodes must have the same %s: %s".formatted(name, parts));
    }
    return parts.getFirst();
  }

  /** Returns the path prefix, for example of a proxy. */
  String prefix() {
    return same(nodes, URI::getPath, "path");
  }

  /** Returns the address without the password. */
  @Override
  public String toString() {
    return "%s at %s"
        .formatted(alias, String.join(", ", nodes.stream().map(URI::toString).toList()));
  }
}

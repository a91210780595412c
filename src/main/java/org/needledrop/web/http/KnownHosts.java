package org.needledrop.web.http;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rejects requests for unknown host names. Otherwise, without API keys, a foreign page could
 * resolve its own name to this server (DNS rebinding) and send requests as if it were local.
 *
 * @param names allowed values of the Host header, without port; empty for all
 */
public record KnownHosts(Set<String> names) implements Handler<RoutingContext> {

  private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Returns the allowed names. A server on all addresses is meant for other machines, whose names
   * for it are unknown, so all are allowed.
   *
   * @param host address that the server listens on
   */
  public static KnownHosts of(ApiLimits limits, String host) {
    if (!limits.apiKeys().isEmpty() || isAnyAddress(host)) {
      return new KnownHosts(Set.of());
    }
    Set<String> names = new TreeSet<>(OF_THIS_MACHINE);
    names.add((host.contains(":") ? "[" + host + "]" : host).toLowerCase(Locale.ROOT));
    return new KnownHosts(names);
  }

  /** Returns whether the address is a wildcard such as 0.0.0.0 or ::. */
  private static boolean isAnyAddress(String host) {
    InetSocketAddress address = new InetSocketAddress(host, 0);
    return !address.isUnresolved() && address.getAddress().isAnyLocalAddress();
  }

  @Override
  public void handle(RoutingContext context) {
    if (names.isEmpty() || isKnown(context.request().authority())) {
      context.next();
    } else {
      context.fail(new Problem(403, refusal(context)));
    }
  }

  private boolean isKnown(HostAndPort asked) {
    return Optional.ofNullable(asked)
        .filter(host -> names.contains(host.host().toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  private String refusal(RoutingContext context) {
    return "unknown host %s: without API keys only %s is allowed; set NEEDLEDROP_API_KEYS or --host"
        .formatted(
            Optional.ofNullable(context.request().getHeader("Host")).orElse("(none)"),
            String.join(", ", names));
  }
}

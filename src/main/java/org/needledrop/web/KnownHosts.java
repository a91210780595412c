package org.needledrop.web;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets requests in that are for this server by name. Where no key is asked for, a page from
 * elsewhere could else lead its own name here (DNS rebinding), and ask as if it came from here.
 *
 * @param names as the header Host has them, without the port; empty: all
 */
record KnownHosts(Set<String> names) implements Handler<RoutingContext> {

  private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * By how it is served. Whoever serves on all addresses means to be asked from other machines, by
   * names that are not known here.
   *
   * @param host that it listens on
   */
  static KnownHosts of(ApiLimits limits, String host) {
    if (!limits.apiKeys().isEmpty() || isAnyAddress(host)) {
      return new KnownHosts(Set.of());
    }
    Set<String> names = new TreeSet<>(OF_THIS_MACHINE);
    names.add((host.contains(":") ? "[" + host + "]" : host).toLowerCase(Locale.ROOT));
    return new KnownHosts(names);
  }

  /** Such as 0.0.0.0 and ::. */
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

package org.needledrop.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * How many wrong keys or tokens may come from one network. A right one is never counted and never
 * held up, so nobody is locked out by a neighbour behind the same address. This slows down guessing
 * from few addresses; against many only a long random key helps.
 */
public final class WrongKeys {

  /** A program that was given a wrong key may try some times before somebody looks. */
  private static final int PER_MINUTE = 20;

  /** A customer gets at least this much of IPv6 (RFC 6177, 2), and may come from all of it. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final TokenBuckets buckets;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public WrongKeys(LongSupplier nanoTime) {
    this.buckets = new TokenBuckets(PER_MINUTE, nanoTime);
  }

  /**
   * A wrong key came.
   *
   * @param address numeric, of whoever sent it
   * @return zero when that can be said, or how long until it is again
   */
  public Duration from(String address) {
    return buckets.take(network(address));
  }

  private static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address; // of a socket that is no network's
    }
  }
}

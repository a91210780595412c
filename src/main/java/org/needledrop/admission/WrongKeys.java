package org.needledrop.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * Limits wrong keys or tokens per network. Valid ones are neither counted nor delayed, so nobody is
 * locked out by others behind the same address. This slows down guessing from few addresses;
 * against many only a long random key helps.
 */
public final class WrongKeys {

  /** Allows for a misconfigured program that retries. */
  private static final int PER_MINUTE = 20;

  /** IPv6 prefix of a customer: at least a /64 (RFC 6177, 2). */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final TokenBuckets buckets;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public WrongKeys(LongSupplier nanoTime) {
    this.buckets = new TokenBuckets(PER_MINUTE, nanoTime);
  }

  /**
   * Counts a wrong key.
   *
   * @param address numeric address of the sender
   * @return zero if it may be answered, or the time until the next one may
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
      return address; // not an IP socket
    }
  }
}

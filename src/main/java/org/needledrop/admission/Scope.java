package org.needledrop.admission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an API key allows. */
public enum Scope {
  /** Everything that leaves the library as it is. */
  READ,
  /** Analyses of uploaded files, which are not kept. */
  ANALYZE,
  /** Changes to the library: tracks, labels, tags. */
  WRITE,
  /** Prometheus' metrics. */
  METRICS;

  /** Those of a key that names none. */
  public static final Set<Scope> ALL = Set.of(values());

  /** The scope as keys and the contract write it: {@code read}. */
  public static Optional<Scope> named(String name) {
    return Arrays.stream(values()).filter(scope -> scope.toString().equals(name)).findAny();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.needledrop.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The API keys of a service, and the scopes of each. Prints no key. */
public final class ApiKeys {

  /** Requests need no key. */
  public static final ApiKeys NONE = new ApiKeys(Map.of());

  /** A misspelt scope looks like this; anything else may be part of a key, and is not printed. */
  private static final String SCOPE_LIKE = "[a-z]{1,10}";

  private final Map<String, Set<Scope>> scopes;

  private ApiKeys(Map<String, Set<Scope>> scopes) {
    this.scopes = Map.copyOf(scopes);
  }

  /**
   * Reads keys as the setting lists them.
   *
   * @param texts {@code KEY} has every scope, {@code KEY:read+metrics} only these
   * @throws IllegalArgumentException when the last colon is not followed by scopes
   */
  public static ApiKeys parse(List<String> texts) {
    Map<String, Set<Scope>> scopes = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      String position = "key " + (i + 1);
      String text = texts.get(i);
      int colon = text.lastIndexOf(':');
      String key = colon < 0 ? text : text.substring(0, colon);
      if (key.isEmpty()) {
        throw new IllegalArgumentException(position + " is empty");
      }
      scopes
          .computeIfAbsent(key, _ -> EnumSet.noneOf(Scope.class))
          .addAll(colon < 0 ? Scope.ALL : scopes(text.substring(colon + 1), position));
    }
    return new ApiKeys(scopes);
  }

  private static Set<Scope> scopes(String list, String position) {
    return Arrays.stream(list.split("\\+", -1))
        .map(name -> Scope.named(name).orElseThrow(() -> unknown(name, position)))
        .collect(Collectors.toSet());
  }

  private static IllegalArgumentException unknown(String name, String position) {
    String mistake =
        name.matches(SCOPE_LIKE)
            ? "unknown scope " + name
            : "the last ':' has to be followed by scopes such as read+metrics";
    String known =
        Arrays.stream(Scope.values()).map(Scope::toString).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "%s: %s; scopes are %s".formatted(position, mistake, known));
  }

  /** Whether requests need no key. */
  public boolean isEmpty() {
    return scopes.isEmpty();
  }

  /** The scopes of a key, in time that does not tell how much of it was right. */
  public Optional<Set<Scope>> find(String key) {
    Optional<Set<Scope>> found = Optional.empty();
    for (Map.Entry<String, Set<Scope>> known : scopes.entrySet()) {
      if (MessageDigest.isEqual(bytes(known.getKey()), bytes(key))) {
        found = Optional.of(known.getValue());
      }
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return scopes.size() + " keys";
  }
}

package org.needledrop.cli.option;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads settings from system properties, the environment and one file of the user: {@code
 * NEEDLEDROP_CONFIG}, or {@code needledrop/needledrop.properties} in the configuration folder (XDG
 * Base Directory Specification 0.8). Never from the current directory, which may be a downloaded
 * album: Quarkus would read {@code .env} and {@code config/application.properties} there.
 */
public final class UserConfiguration implements SmallRyeConfigBuilderCustomizer {
  static final String VARIABLE = "NEEDLEDROP_CONFIG";

  private static final String GENERATED_AT_BUILD_TIME =
      "io/quarkus/runtime/generated/RunTimeConfig.class";

  private static final int ENVIRONMENT_ORDINAL = 300; // MicroProfile Config 3.1, ConfigSource

  /** Below environment variables and system properties (400), above the defaults. */
  private static final int ORDINAL = 260;

  /** Runs last, so that no other customizer adds the default sources again. */
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (builder.getClassLoader().getResource(GENERATED_AT_BUILD_TIME) == null) {
      return; // Quarkus builds the application, for which it reads application.properties
    }
    // The system sources of SmallRye Config include .env.
    builder
        .setAddDefaultSources(false)
        .setAddSystemSources(false)
        .setAddPropertiesSources(false)
        .withSources(
            new SysPropConfigSource(), new EnvConfigSource(System.getenv(), ENVIRONMENT_ORDINAL));
    file(System.getenv(), Path.of(System.getProperty("user.home")))
        .ifPresent(file -> builder.withSources(source(file)));
  }

  /** Returns the settings file. A named file must exist; the default one may be missing. */
  static Optional<Path> file(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    Path folder = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
    Path base = folder.isAbsolute() ? folder : home.resolve(".config");
    return Optional.of(base.resolve("needledrop/needledrop.properties")).filter(Files::isReadable);
  }

  private static PropertiesConfigSource source(Path file) {
    try {
      return new PropertiesConfigSource(file.toUri().toURL(), ORDINAL);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the settings file " + file, e);
    }
  }
}

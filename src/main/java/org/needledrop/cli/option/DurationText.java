package org.needledrop.cli.option;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses durations in the notation of the settings: {@code 10s}, {@code 500ms}, {@code 5m}. */
public final class DurationText implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      Duration duration = DurationConverter.parseDuration(text);
      if (duration != null && duration.isPositive()) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw new TypeConversionException(
        "'%s' is not a positive duration such as 10s".formatted(text));
  }
}

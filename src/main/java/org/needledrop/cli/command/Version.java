package org.needledrop.cli.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import picocli.CommandLine.IVersionProvider;

/** Prints the versions of Needledrop and ffmpeg. */
@Singleton
final class Version implements IVersionProvider {

  private final String version;
  private final Settings settings;

  @Inject
  Version(@ConfigProperty(name = "quarkus.application.version") String version, Settings settings) {
    this.version = version;
    this.settings = settings;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"needledrop " + version, ffmpeg()};
  }

  private String ffmpeg() {
    try {
      return ConfiguredAnalysis.ffmpeg(settings).description();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }
}

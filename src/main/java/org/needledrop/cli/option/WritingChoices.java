package org.needledrop.cli.option;

import java.util.function.Consumer;
import org.needledrop.tags.file.HardLinks;
import org.needledrop.tags.file.Notices;
import org.needledrop.tags.file.WriteOptions;
import picocli.CommandLine.Option;

/** Options for what a written file keeps. */
public final class WritingChoices {

  @Option(
      names = "--keep-mtime",
      negatable = true,
      description =
          "Keep the modification time of written files (default: no; NEEDLEDROP_KEEP_MTIME)."
              + " Players that look for new times then miss the new tags until a full scan.")
  private Boolean keepMtime;

  @Option(
      names = "--hard-links",
      paramLabel = "HOW",
      description =
          "Files with several names: break writes only this name and leaves the others their"
              + " content, in-place writes all names, skip writes none (default: break, with a"
              + " warning; NEEDLEDROP_HARD_LINKS).")
  private HardLinks hardLinks;

  /**
   * Returns the options as chosen on the command line, or else in the settings.
   *
   * @param notices receives what a user should know about single files, by several threads
   */
  public WriteOptions options(Settings settings, Consumer<String> notices) {
    return new WriteOptions(
        keepMtime == null ? settings.keepMtime() : keepMtime,
        hardLinks == null ? settings.hardLinks() : hardLinks,
        new Notices(notices));
  }
}

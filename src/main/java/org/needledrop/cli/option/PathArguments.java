package org.needledrop.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.needledrop.storage.ObjectKey;
import picocli.CommandLine.Parameters;

/** The files, folders or objects of {@code tag}. */
public final class PathArguments {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, folders including subfolders, or s3://BUCKET/PREFIX.")
  private List<String> paths;

  public List<Path> paths() {
    return paths.stream().map(Path::of).toList();
  }

  /** Returns the S3 prefixes; empty if all arguments are files. Throws on a mix of both. */
  public List<ObjectKey> prefixes() {
    List<ObjectKey> prefixes =
        paths.stream().filter(ObjectKey::isAddress).map(ObjectKey::of).toList();
    if (!prefixes.isEmpty() && prefixes.size() < paths.size()) {
      throw new UsageException("files and S3 objects cannot be mixed; tag them in separate runs");
    }
    return prefixes;
  }
}

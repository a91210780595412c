package org.needledrop.cli;

import java.nio.file.Path;
import java.util.List;
import org.needledrop.storage.ObjectKey;
import picocli.CommandLine.Parameters;

/** The files and folders that a command works on. */
final class PathArguments {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, and folders with all below them; tag takes s3://BUCKET/PREFIX too.")
  private List<String> paths;

  List<Path> paths() {
    return paths.stream().map(Path::of).toList();
  }

  /** Those that are prefixes of a bucket's objects; all of them, or none. */
  List<ObjectKey> prefixes() {
    List<ObjectKey> prefixes =
        paths.stream().filter(ObjectKey::isAddress).map(ObjectKey::of).toList();
    if (!prefixes.isEmpty() && prefixes.size() < paths.size()) {
      throw new UsageException("files and objects of a bucket are tagged in separate runs");
    }
    return prefixes;
  }
}

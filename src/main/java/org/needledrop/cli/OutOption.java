package org.needledrop.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.bucket.Destination;
import org.needledrop.storage.ObjectKey;
import picocli.CommandLine.Option;

/** The option that says where tagged copies go. */
final class OutOption {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write tagged copies there instead of tagging in place, and .needledrop too unless"
              + " --library names its place; s3://BUCKET/FOLDER for objects.")
  private String out;

  /** For files; empty when they are tagged in place. */
  Optional<Path> folder() {
    if (out != null && ObjectKey.isAddress(out)) {
      throw new UsageException("copies of files go into a folder, not to " + out);
    }
    return Optional.ofNullable(out).map(Path::of);
  }

  /** For objects. */
  Destination destination() {
    if (out != null && !ObjectKey.isAddress(out)) {
      throw new UsageException("copies of objects go to s3://BUCKET/FOLDER, not to " + out);
    }
    return new Destination(Optional.ofNullable(out).map(ObjectKey::of));
  }
}

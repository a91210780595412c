package org.needledrop.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.bucket.Destination;
import org.needledrop.storage.ObjectKey;
import picocli.CommandLine.Option;

/** {@code --out}: where tagged copies are written. */
public final class OutOption {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write tagged copies to this folder instead of tagging in place; s3://BUCKET/FOLDER"
              + " for objects. It becomes the library, unless it lies inside one or --library is given.")
  private String out;

  /** Returns the folder for copies of files; empty if files are tagged in place. */
  public Optional<Path> folder() {
    if (out != null && ObjectKey.isAddress(out)) {
      throw new UsageException("--out must be a folder for files, not " + out);
    }
    return Optional.ofNullable(out).map(Path::of);
  }

  /** Returns the destination of tagged objects. */
  public Destination destination() {
    if (out != null && !ObjectKey.isAddress(out)) {
      throw new UsageException("--out must be s3://BUCKET/FOLDER for objects, not " + out);
    }
    return new Destination(Optional.ofNullable(out).map(ObjectKey::of));
  }
}

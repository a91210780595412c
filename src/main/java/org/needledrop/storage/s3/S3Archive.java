package org.needledrop.storage.s3;

import java.util.Optional;
import java.util.Set;
import org.needledrop.storage.Archived;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Determines whether an object must be restored before it can be read (S3 API Reference,
 * HeadObject).
 */
final class S3Archive {

  /** GLACIER_IR is not among them: it can be read at once (S3 User Guide, "Storage classes"). */
  private static final Set<String> CLASSES = Set.of("GLACIER", "DEEP_ARCHIVE");

  private S3Archive() {}

  static Optional<Archived> of(HeadObjectResponse head) {
    String restore = Optional.ofNullable(head.restore()).orElse("");
    boolean isBeingRestored = restore.contains("ongoing-request=\"true\"");
    // Access tiers of INTELLIGENT_TIERING; a restored object leaves them, and the header with them.
    Optional<String> tier = Optional.ofNullable(head.archiveStatusAsString());
    // Objects of these classes are restored as a copy, which is readable until it expires.
    boolean isRestored = restore.contains("ongoing-request=\"false\"");
    return tier.or(
            () ->
                Optional.ofNullable(head.storageClassAsString())
                    .filter(CLASSES::contains)
                    .filter(_ -> !isRestored))
        .map(name -> new Archived(name, isBeingRestored));
  }
}

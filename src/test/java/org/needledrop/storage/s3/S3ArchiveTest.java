package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.storage.Archived;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Headers as the S3 API Reference shows them (HeadObject; RestoreObject). */
class S3ArchiveTest {

  private static final String EXPIRY = ", expiry-date=\"Fri, 21 Dec 2012 00:00:00 GMT\"";

  @ParameterizedTest
  @CsvSource({
    "GLACIER, , , GLACIER, false",
    "GLACIER, , true, GLACIER, true",
    "DEEP_ARCHIVE, , , DEEP_ARCHIVE, false",
    "INTELLIGENT_TIERING, ARCHIVE_ACCESS, , ARCHIVE_ACCESS, false",
    "INTELLIGENT_TIERING, DEEP_ARCHIVE_ACCESS, true, DEEP_ARCHIVE_ACCESS, true"
  })
  void isArchived(String type, String status, String ongoing, String tier, boolean restoring) {
    assertThat(S3Archive.of(head(type, status, ongoing))).contains(new Archived(tier, restoring));
  }

  @ParameterizedTest
  @CsvSource({
    ", , ",
    "STANDARD_IA, , ",
    "GLACIER_IR, , ",
    "INTELLIGENT_TIERING, , ",
    "GLACIER, , false",
    "DEEP_ARCHIVE, , false"
  })
  void canBeRead(String type, String status, String ongoing) {
    assertThat(S3Archive.of(head(type, status, ongoing))).isEmpty();
  }

  private static HeadObjectResponse head(String type, String status, String ongoing) {
    Optional<String> restore =
        Optional.ofNullable(ongoing)
            .map(value -> "ongoing-request=\"%s\"".formatted(value))
            .map(value -> ongoing.equals("false") ? value + EXPIRY : value);
    return HeadObjectResponse.builder()
        .storageClass(type)
        .archiveStatus(status)
        .restore(restore.orElse(null))
        .build();
  }
}

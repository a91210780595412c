package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.storage.ObjectKey;

class DestinationTest {

  private static final ObjectKey SONG = new ObjectKey("music", "album/song.mp3");

  @ParameterizedTest
  @CsvSource({
    "s3://copies, album/song.mp3",
    "s3://copies/, album/song.mp3",
    "s3://copies/tagged, tagged/album/song.mp3",
    "s3://copies/tagged/, tagged/album/song.mp3",
    "s3://copies/all/tagged, all/tagged/album/song.mp3"
  })
  void aFolderOfCopiesNeedsNoSlashAtItsEnd(String place, String key) {
    assertThat(copiesAt(place).of(SONG)).contains(new ObjectKey("copies", key));
  }

  @Test
  void onlyWhatLiesInTheFolderIsACopy() {
    Destination copies = copiesAt("s3://music/tagged");

    assertThat(copies.holds(new ObjectKey("music", "tagged/album/song.mp3"))).isTrue();
    assertThat(copies.holds(new ObjectKey("music", "tagged by hand/song.mp3"))).isFalse();
  }

  private static Destination copiesAt(String place) {
    return new Destination(Optional.of(ObjectKey.of(place)));
  }
}

package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.library.Track;
import org.needledrop.similarity.IndexRejectedTracks;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;

/** What an index does not take is tagged all the same, and put again by the next run. */
class RefusedTracksTest {

  @TempDir private Path library;

  private Track copy(String name) throws IOException {
    return Track.inPlace(
        Files.copy(Path.of("sample-library").resolve(name), library.resolve(name)));
  }

  @Test
  void arePutAgainAndNoOthersAre() throws IOException {
    Track taken = copy("one-drop-morning.mp3");
    Track refused = copy("werner-hacienda.mp3");
    RefusingOnce index = new RefusingOnce(refused.target());
    List<Track> tracks = List.of(taken, refused);
    try (TaggingRun run = new TaggingRun(library, new OneGenre(TaggingRun.MODEL), index)) {
      assertThatExceptionOfType(IndexRejectedTracks.class)
          .isThrownBy(() -> run.tagAgain(tracks))
          .withMessageContaining(refused.target() + ": no room");
      assertThat(index.put).hasSize(2);
      index.put.clear();

      assertThat(run.tagAgain(tracks)).extracting(TagReports::end).containsOnly("UNCHANGED");
      assertThat(index.put).isNotEmpty().containsOnly(refused.target().toString());
      index.put.clear();

      run.tagAgain(tracks);
      assertThat(index.put).isEmpty();
    }
  }

  private static final class RefusingOnce implements SimilarityIndex {

    private final List<String> put = new ArrayList<>();
    private final Path refused;
    private boolean refuses = true;

    RefusingOnce(Path refused) {
      this.refused = refused;
    }

    @Override
    public synchronized void put(IndexedTrack track) {
      put.add(track.path());
    }

    @Override
    public void commit() {
      if (refuses) {
        refuses = false;
        throw new IndexRejectedTracks("test", Map.of(refused.toString(), "no room"));
      }
    }

    @Override
    public void delete(String audioHash) {}

    @Override
    public void deleteAt(String path) {}

    @Override
    public void replaceAll(Stream<IndexedTrack> tracks) {}

    @Override
    public void close() {}
  }
}

package org.needledrop.web;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.audio.AudioHash;
import org.needledrop.bucket.RecordFollower;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.tagging.Journal;
import org.needledrop.tagging.TrackListener;

/**
 * A library and all that it takes to listen to its tracks and to search them.
 *
 * @param folder absolute; {@code .needledrop} lies in it
 * @param index opens the index that {@code search} searches, to write into it
 * @param records of a bucket whose tracks are to be in the index as well
 */
public record ServedLibrary(
    Path folder,
    ModelManifest model,
    AudioHash audioHash,
    TrackListener listener,
    Journal journal,
    SimilaritySearch search,
    Supplier<SimilarityIndex> index,
    Optional<RecordFollower> records) {

  public ServedLibrary {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * A track of the index.
   *
   * @throws Problem 404 when there is none
   */
  IndexedTrack track(String id) {
    return search.find(id).orElseThrow(() -> Problem.notFound("track " + id));
  }
}

package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.audio.AudioHash;
import org.needledrop.bucket.RecordFollower;
import org.needledrop.journal.Journal;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.web.http.Problem;

/**
 * A library with everything needed to analyse and search its tracks.
 *
 * @param folder absolute path of the folder that contains {@code .needledrop}
 * @param records follows the records of a bucket whose tracks are indexed as well
 */
public record ServedLibrary(
    Path folder,
    AnalysisSetup setup,
    Journal journal,
    ServedIndex index,
    Optional<RecordFollower> records) {

  public ServedLibrary {
    folder = folder.toAbsolutePath().normalize();
  }

  public ModelManifest model() {
    return setup.model();
  }

  public AudioHash audioHash() {
    return setup.audioHash();
  }

  public SimilaritySearch search() {
    return index.search();
  }

  /**
   * Returns a track of the index.
   *
   * @throws Problem 404 if there is none
   */
  IndexedTrack track(String id) {
    return search().find(id).orElseThrow(() -> Problem.notFound("track " + id));
  }
}

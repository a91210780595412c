package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.TrackFailure;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;

/**
 * Reads genre profiles from tags, to rebuild the index without a journal. Tags hold no embeddings
 * or timelines.
 */
public final class TaggedFiles {

  private final AudioHash audioHash;
  private final ModelManifest model;
  private final TagReader reader = new TagReader();

  public TaggedFiles(AudioHash audioHash, ModelManifest model) {
    this.audioHash = audioHash;
    this.model = model;
  }

  /** Streams the files tagged with the model; {@code unreadable} receives unreadable files. */
  public Stream<IndexedTrack> read(List<Path> files, Consumer<TrackFailure> unreadable) {
    return files.stream().flatMap(file -> read(file, unreadable).stream());
  }

  private Optional<IndexedTrack> read(Path file, Consumer<TrackFailure> unreadable) {
    try {
      Recording recording = audioHash.recording(file);
      return TagFormat.of(recording.container(), recording.codec())
          .map(format -> reader.read(file, format).customFields())
          .filter(customFields -> model.id().equals(customFields.get(TagNames.MODEL)))
          .map(customFields -> track(file, recording, customFields));
    } catch (TrackFailure failure) {
      unreadable.accept(failure);
      return Optional.empty();
    }
  }

  private IndexedTrack track(
      Path file, Recording recording, SortedMap<String, String> customFields) {
    Optional<TrackScores> scores = scores(customFields);
    Optional<String> abstained = Optional.ofNullable(customFields.get(TagNames.ABSTAINED));
    List<String> genres = model.genres();
    return new IndexedTrack(
        recording.audioHash(),
        file.toString(),
        recording.metadata(),
        model.id(),
        0,
        genres,
        abstained.isPresent()
            ? Optional.empty()
            : scores.map(found -> genres.get(found.topGenre())),
        abstained,
        scores);
  }

  private Optional<TrackScores> scores(SortedMap<String, String> customFields) {
    float[] probabilities = new float[model.genres().size()];
    for (int i = 0; i < probabilities.length; i++) {
      String written = customFields.get(TagNames.probability(model.genres().get(i)));
      if (written == null || !written.matches("0\\.\\d+|1\\.0+")) {
        return Optional.empty();
      }
      probabilities[i] = Float.parseFloat(written);
    }
    Timeline none =
        new Timeline(
            model.snippet().seconds(),
            model.snippet().seconds(),
            probabilities.length,
            new byte[0]);
    return Optional.of(new TrackScores(probabilities, new float[0], none));
  }
}

package org.needledrop.similarity.lucene;

import static org.needledrop.similarity.lucene.LuceneFailure.unchecked;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.similarity.Closeness;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilaritySearch;

/** Searches a folder that a {@link LuceneIndex} has written, as it was when it was opened. */
public final class LuceneSearch implements SimilaritySearch {

  /** The graph is searched for so many; looking for 10 alone would find 72 % of the nearest 10. */
  private static final int CANDIDATES = 50;

  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private LuceneSearch(DirectoryReader reader) {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
  }

  /**
   * Opens an index that is there.
   *
   * @throws UncheckedIOException when there is none or it cannot be read
   */
  public static LuceneSearch open(Path folder) {
    return new LuceneSearch(unchecked(() -> DirectoryReader.open(FSDirectory.open(folder))));
  }

  @Override
  public Optional<IndexedTrack> find(String audioHash) {
    return search(has(TrackDocument.AUDIO_HASH, audioHash), 1).stream()
        .map(Neighbour::track)
        .findFirst();
  }

  @Override
  public List<Neighbour> nearest(IndexedTrack track, Closeness closeness, int count) {
    Query others =
        new BooleanQuery.Builder()
            .add(has(TrackDocument.METHOD, track.method()), Occur.FILTER)
            .add(has(TrackDocument.AUDIO_HASH, track.audioHash()), Occur.MUST_NOT)
            .build();
    Query nearest =
        new KnnFloatVectorQuery(
            TrackDocument.vectorField(closeness),
            UnitVectors.of(track, closeness),
            Math.max(CANDIDATES, count),
            others);
    return search(nearest, count);
  }

  private static Query has(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  private List<Neighbour> search(Query query, int count) {
    return unchecked(
        () -> {
          List<Neighbour> found = new ArrayList<>();
          for (ScoreDoc hit : searcher.search(query, count).scoreDocs) {
            IndexedTrack track = TrackDocument.read(searcher.storedFields().document(hit.doc));
            found.add(new Neighbour(track, dotProduct(hit.score)));
          }
          return found;
        });
  }

  /** Lucene scores a dot product as (1 + dot product) / 2. */
  private static double dotProduct(float score) {
    return 2 * score - 1;
  }

  @Override
  public void close() {
    unchecked(
        () -> {
          reader.close();
          reader.directory().close();
          return null;
        });
  }
}

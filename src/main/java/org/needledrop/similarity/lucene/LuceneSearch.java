package org.needledrop.similarity.lucene;

import static org.needledrop.similarity.lucene.LuceneFailure.unchecked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.LibraryStatistics;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;

/** Searches the folder of a {@link LuceneIndex}, which may be written by another process. */
public final class LuceneSearch implements SimilaritySearch {

  /** Candidates of the graph search; with only 10, the recall@10 would be 72 %. */
  private static final int CANDIDATES = 50;

  private final FSDirectory directory;
  private final SearcherManager searchers;

  private LuceneSearch(FSDirectory directory) {
    this.directory = directory;
    this.searchers =
        unchecked(
            directory.getDirectory(), () -> new SearcherManager(directory, new SearcherFactory()));
  }

  /**
   * Opens an existing index.
   *
   * @throws UncheckedIOException if there is none or it cannot be read
   */
  public static LuceneSearch open(Path folder) {
    return new LuceneSearch(unchecked(folder, () -> FSDirectory.open(folder)));
  }

  @Override
  public Optional<IndexedTrack> find(String audioHash) {
    return search(
        searcher ->
            tracks(
                    searcher,
                    searcher.search(TrackQueries.has(TrackDocument.AUDIO_HASH, audioHash), 1))
                .stream()
                .findFirst());
  }

  @Override
  public List<Neighbour> nearest(SimilarityQuery query, TrackFilter filter, int count) {
    return nearest(query, filter, count, Math.max(CANDIDATES, count));
  }

  /** Returns the nearest of a number of candidates. */
  List<Neighbour> nearest(SimilarityQuery query, TrackFilter filter, int count, int candidates) {
    return search(
        searcher -> {
          boolean anyTrack = allPass(searcher, query.model(), filter);
          int unwanted = anyTrack ? filter.without().size() : 0;
          Optional<Query> passing =
              anyTrack
                  ? Optional.empty()
                  : Optional.of(TrackQueries.passing(filter, query.model()));
          TopDocs top =
              searcher.search(
                  TrackQueries.nearest(query, passing, candidates + unwanted), count + unwanted);
          return neighbours(searcher, top).stream()
              .filter(found -> !filter.without().contains(found.track().audioHash()))
              .limit(count)
              .toList();
        });
  }

  /**
   * Returns whether the filter passes all tracks except a few known ones, which are removed
   * afterwards.
   */
  private static boolean allPass(IndexSearcher searcher, String model, TrackFilter filter)
      throws IOException {
    IndexReader reader = searcher.getIndexReader();
    boolean oneModel = reader.docFreq(new Term(TrackDocument.METHOD, model)) == reader.maxDoc();
    return oneModel
        && filter.without().size() <= CANDIDATES
        && filter.equals(TrackFilter.ALL.without(filter.without()));
  }

  private static List<Neighbour> neighbours(IndexSearcher searcher, TopDocs top)
      throws IOException {
    List<IndexedTrack> tracks = tracks(searcher, top);
    List<Neighbour> neighbours = new ArrayList<>();
    for (int i = 0; i < tracks.size(); i++) {
      neighbours.add(new Neighbour(tracks.get(i), dotProduct(top.scoreDocs[i].score)));
    }
    return neighbours;
  }

  /** Lucene scores a dot product as (1 + dot product) / 2. */
  private static double dotProduct(float score) {
    return 2 * score - 1;
  }

  @Override
  public LibraryPage list(
      TrackFilter filter, TrackOrder order, Optional<LibraryPage.Position> after, int count) {
    return search(
        searcher -> {
          PageOrder sorted = new PageOrder(order);
          Query passing = TrackQueries.passing(filter);
          ScoreDoc start = after.map(position -> sorted.behind(position, searcher)).orElse(null);
          TopDocs top = searcher.searchAfter(start, passing, count + 1, sorted.sort());
          List<IndexedTrack> tracks = tracks(searcher, top);
          int total = searcher.count(passing);
          return tracks.size() <= count
              ? new LibraryPage(tracks, total, Optional.empty())
              : new LibraryPage(
                  tracks.subList(0, count),
                  total,
                  Optional.of(sorted.position(top.scoreDocs[count - 1], tracks.get(count - 1))));
        });
  }

  @Override
  public LibraryStatistics statistics() {
    return search(LibraryCount::of);
  }

  private static List<IndexedTrack> tracks(IndexSearcher searcher, TopDocs top) throws IOException {
    List<IndexedTrack> tracks = new ArrayList<>();
    for (ScoreDoc hit : top.scoreDocs) {
      Document document = searcher.storedFields().document(hit.doc);
      tracks.add(TrackDocument.read(document));
    }
    return tracks;
  }

  private <T> T search(Search<T> search) {
    return unchecked(
        directory.getDirectory(),
        () -> {
          searchers.maybeRefreshBlocking();
          IndexSearcher searcher = searchers.acquire();
          try {
            return search.by(searcher);
          } finally {
            searchers.release(searcher);
          }
        });
  }

  @Override
  public void close() {
    unchecked(
        directory.getDirectory(),
        () -> {
          searchers.close();
          directory.close();
          return null;
        });
  }

  /** A search on the current state of the index. */
  private interface Search<T> {
    T by(IndexSearcher searcher) throws IOException;
  }
}

package org.needledrop.similarity.lucene;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.VectorBytes;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.UnitVectors;

/** Converts tracks to Lucene documents and back. */
final class TrackDocument {

  static final String AUDIO_HASH = "audio_hash";
  static final String PATH = "path";
  static final String LOWER_CASE_PATH = "lower_case_path";

  /** Title, artist and album in lower case, each a value of its own. */
  static final String LOWER_CASE_TAGS = "lower_case_tags";

  static final String METHOD = "method";
  static final String GENRE = "genre";
  static final String CONFIDENCE = "confidence";
  static final String ABSTAINED = "abstained";
  static final String SECONDS = "seconds";

  /** Value of {@link #ABSTAINED} for tracks with a genre. */
  static final String NOT_ABSTAINED = "";

  static final String TITLE = "title";
  static final String ARTIST = "artist";
  static final String ALBUM = "album";
  static final String YEAR = "year";

  private static final String COVER = "cover";
  private static final String GENRES = "genres";
  private static final String PROBABILITIES = "probabilities";
  private static final String EMBEDDING = "embedding";
  private static final String SNIPPET_SECONDS = "snippet_seconds";
  private static final String STRIDE_SECONDS = "stride_seconds";
  private static final String LEVELS = "levels";

  private TrackDocument() {}

  static Document of(IndexedTrack track) {
    Document document = new Document();
    addTerm(document, AUDIO_HASH, track.audioHash());
    addTerm(document, PATH, track.path());
    addTerm(document, METHOD, track.model());
    addTerm(document, ABSTAINED, track.abstained().orElse(NOT_ABSTAINED));
    document.add(
        new StringField(LOWER_CASE_PATH, track.path().toLowerCase(Locale.ROOT), Field.Store.NO));
    addMetadata(document, track.metadata());
    addNumber(document, SECONDS, track.seconds());
    addNumber(document, CONFIDENCE, track.confidence().orElse(0));
    track.genres().forEach(genre -> document.add(new StoredField(GENRES, genre)));
    track.genre().ifPresent(genre -> addTerm(document, GENRE, genre));
    track.scores().ifPresent(scores -> addScores(document, scores));
    return document;
  }

  private static void addMetadata(Document document, Metadata metadata) {
    metadata.title().ifPresent(title -> addTag(document, TITLE, title));
    metadata.artist().ifPresent(artist -> addTag(document, ARTIST, artist));
    metadata.album().ifPresent(album -> addTag(document, ALBUM, album));
    metadata.year().ifPresent(year -> addNumber(document, YEAR, year));
    document.add(new StoredField(COVER, metadata.cover() ? 1 : 0));
  }

  private static void addTag(Document document, String name, String value) {
    document.add(new StoredField(name, value));
    String lowerCase = value.toLowerCase(Locale.ROOT);
    document.add(new SortedDocValuesField(name, new BytesRef(lowerCase)));
    document.add(new StringField(LOWER_CASE_TAGS, lowerCase, Field.Store.NO));
  }

  private static void addTerm(Document document, String name, String value) {
    document.add(new StringField(name, value, Field.Store.YES));
    document.add(new SortedDocValuesField(name, new BytesRef(value)));
  }

  private static void addNumber(Document document, String name, double value) {
    document.add(new DoublePoint(name, value));
    document.add(new DoubleDocValuesField(name, value));
    document.add(new StoredField(name, value));
  }

  private static void addScores(Document document, TrackScores scores) {
    Timeline timeline = scores.timeline();
    document.add(new StoredField(PROBABILITIES, VectorBytes.of(scores.probabilities())));
    document.add(new StoredField(EMBEDDING, VectorBytes.of(scores.embedding())));
    document.add(new StoredField(SNIPPET_SECONDS, timeline.snippetSeconds()));
    document.add(new StoredField(STRIDE_SECONDS, timeline.strideSeconds()));
    document.add(new StoredField(LEVELS, timeline.levels()));
    for (SimilarityMeasure closeness : SimilarityMeasure.values()) {
      float[] direction = UnitVectors.of(scores, closeness);
      if (direction.length > 0) {
        document.add(
            new KnnFloatVectorField(
                vectorField(closeness, direction.length),
                direction,
                VectorSimilarityFunction.DOT_PRODUCT));
      }
    }
  }

  /** Returns the vector field; one per length, as models differ. */
  static String vectorField(SimilarityMeasure closeness, int length) {
    return switch (closeness) {
      case EMBEDDING -> "embedding_" + length;
      case GENRE_PROFILE -> "genre_profile_" + length;
    };
  }

  static IndexedTrack read(Document document) {
    String abstained = document.get(ABSTAINED);
    return new IndexedTrack(
        document.get(AUDIO_HASH),
        document.get(PATH),
        metadata(document),
        document.get(METHOD),
        number(document, SECONDS),
        List.of(document.getValues(GENRES)),
        Optional.ofNullable(document.get(GENRE)),
        abstained.equals(NOT_ABSTAINED) ? Optional.empty() : Optional.of(abstained),
        Optional.ofNullable(document.getBinaryValue(PROBABILITIES))
            .map(probabilities -> scores(document, vector(probabilities))));
  }

  private static Metadata metadata(Document document) {
    return new Metadata(
        Optional.ofNullable(document.get(TITLE)),
        Optional.ofNullable(document.get(ARTIST)),
        Optional.ofNullable(document.get(ALBUM)),
        Optional.ofNullable(document.getField(YEAR)).map(year -> year.numericValue().intValue()),
        Optional.ofNullable(document.getField(COVER))
            .filter(cover -> cover.numericValue().intValue() == 1)
            .isPresent());
  }

  private static TrackScores scores(Document document, float[] probabilities) {
    Timeline timeline =
        new Timeline(
            number(document, SNIPPET_SECONDS),
            number(document, STRIDE_SECONDS),
            probabilities.length,
            BytesRef.deepCopyOf(document.getBinaryValue(LEVELS)).bytes);
    return new TrackScores(probabilities, vector(document.getBinaryValue(EMBEDDING)), timeline);
  }

  private static double number(Document document, String name) {
    return document.getField(name).numericValue().doubleValue();
  }

  private static float[] vector(BytesRef bytes) {
    return VectorBytes.read(ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length));
  }
}

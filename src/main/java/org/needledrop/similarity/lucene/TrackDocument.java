package org.needledrop.similarity.lucene;

import java.nio.ByteBuffer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.needledrop.scoring.VectorBytes;
import org.needledrop.similarity.Closeness;
import org.needledrop.similarity.IndexedTrack;

/** A track as a Lucene document, and back. */
final class TrackDocument {

  static final String AUDIO_HASH = "audio_hash";
  static final String METHOD = "method";

  private static final String PATH = "path";
  private static final String GENRE = "genre";
  private static final String PROBABILITIES = "probabilities";
  private static final String EMBEDDING = "embedding";

  private TrackDocument() {}

  static Document of(IndexedTrack track) {
    Document document = new Document();
    document.add(new StringField(AUDIO_HASH, track.audioHash(), Field.Store.YES));
    document.add(new StringField(METHOD, track.method(), Field.Store.YES));
    document.add(new StringField(GENRE, track.genre(), Field.Store.YES));
    document.add(new StoredField(PATH, track.path()));
    document.add(stored(PROBABILITIES, track.probabilities()));
    document.add(stored(EMBEDDING, track.embedding()));
    for (Closeness closeness : Closeness.values()) {
      document.add(
          new KnnFloatVectorField(
              vectorField(closeness),
              UnitVectors.of(track, closeness),
              VectorSimilarityFunction.DOT_PRODUCT));
    }
    return document;
  }

  static String vectorField(Closeness closeness) {
    return switch (closeness) {
      case EMBEDDING -> "embedding_vector";
      case GENRE_PROFILE -> "genre_vector";
    };
  }

  static IndexedTrack read(Document document) {
    return new IndexedTrack(
        document.get(AUDIO_HASH),
        document.get(PATH),
        document.get(METHOD),
        document.get(GENRE),
        vector(document.getBinaryValue(PROBABILITIES)),
        vector(document.getBinaryValue(EMBEDDING)));
  }

  private static StoredField stored(String name, float[] vector) {
    return new StoredField(name, VectorBytes.of(vector));
  }

  private static float[] vector(BytesRef bytes) {
    return VectorBytes.read(ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length));
  }
}

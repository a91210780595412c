package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityMeasure;

/**
 * One action of a bulk request.
 *
 * @param about subject for messages
 * @param vectorFields required vector fields and their lengths
 */
record BulkItem(String about, Map<String, Integer> vectorFields, byte[] lines) {

  static BulkItem put(IndexedTrack track) {
    Map<String, Integer> fields = new HashMap<>();
    track
        .scores()
        .ifPresent(
            scores -> {
              addField(fields, SimilarityMeasure.EMBEDDING, scores.embedding().length);
              addField(fields, SimilarityMeasure.GENRE_PROFILE, scores.probabilities().length);
            });
    return new BulkItem(
        track.path(),
        fields,
        lines("index", track.audioHash(), json -> TrackJson.write(track, json)));
  }

  private static void addField(
      Map<String, Integer> fields, SimilarityMeasure closeness, int length) {
    if (length > 0) {
      fields.put(TrackFields.vector(closeness, length), length);
    }
  }

  static BulkItem delete(String audioHash) {
    return new BulkItem(audioHash, Map.of(), lines("delete", audioHash, _ -> {}));
  }

  private static byte[] lines(String action, String id, Document document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Cluster.JSON.createGenerator(bytes)) {
      json.setRootValueSeparator(null);
      json.writeStartObject();
      json.writeObjectFieldStart(action);
      json.writeStringField("_id", id);
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      document.write(json);
      if (action.equals("index")) {
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s as JSON".formatted(id), e);
    }
    return bytes.toByteArray();
  }

  /** Writes the line after the action. */
  private interface Document {
    void write(JsonGenerator json) throws IOException;
  }
}

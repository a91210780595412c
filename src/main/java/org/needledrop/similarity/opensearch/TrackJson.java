package org.needledrop.similarity.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.VectorBytes;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.UnitVectors;

/** Converts tracks to documents and back. */
final class TrackJson {

  private TrackJson() {}

  static void write(IndexedTrack track, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(TrackFields.AUDIO_HASH, track.audioHash());
    json.writeStringField(TrackFields.PATH, track.path());
    json.writeStringField(TrackFields.LOWER_CASE_PATH, track.path().toLowerCase(Locale.ROOT));
    writeMetadata(track.metadata(), json);
    json.writeStringField(TrackFields.METHOD, track.model());
    json.writeNumberField(TrackFields.SECONDS, track.seconds());
    json.writeNumberField(TrackFields.CONFIDENCE, track.confidence().orElse(0));
    json.writeArrayFieldStart(TrackFields.GENRES);
    for (String genre : track.genres()) {
      json.writeString(genre);
    }
    json.writeEndArray();
    if (track.genre().isPresent()) {
      json.writeStringField(TrackFields.GENRE, track.genre().get());
    }
    if (track.abstained().isPresent()) {
      json.writeStringField(TrackFields.ABSTAINED, track.abstained().get());
    }
    if (track.scores().isPresent()) {
      writeScores(track.scores().get(), json);
    }
    json.writeEndObject();
  }

  private static void writeMetadata(Metadata metadata, JsonGenerator json) throws IOException {
    writeTag(TrackFields.TITLE, TrackFields.LOWER_CASE_TITLE, metadata.title(), json);
    writeTag(TrackFields.ARTIST, TrackFields.LOWER_CASE_ARTIST, metadata.artist(), json);
    writeTag(TrackFields.ALBUM, TrackFields.LOWER_CASE_ALBUM, metadata.album(), json);
    if (metadata.year().isPresent()) {
      json.writeNumberField(TrackFields.YEAR, metadata.year().get());
    }
    json.writeBooleanField(TrackFields.COVER, metadata.cover());
  }

  private static void writeTag(
      String field, String lowerCaseField, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
      json.writeStringField(lowerCaseField, value.get().toLowerCase(Locale.ROOT));
    }
  }

  private static void writeScores(TrackScores scores, JsonGenerator json) throws IOException {
    Timeline timeline = scores.timeline();
    json.writeBinaryField(TrackFields.PROBABILITIES, VectorBytes.of(scores.probabilities()));
    json.writeBinaryField(TrackFields.EMBEDDING, VectorBytes.of(scores.embedding()));
    json.writeNumberField(TrackFields.SNIPPET_SECONDS, timeline.snippetSeconds());
    json.writeNumberField(TrackFields.STRIDE_SECONDS, timeline.strideSeconds());
    json.writeBinaryField(TrackFields.LEVELS, timeline.levels());
    for (SimilarityMeasure closeness : SimilarityMeasure.values()) {
      float[] direction = UnitVectors.of(scores, closeness);
      if (direction.length > 0) {
        write(TrackFields.vector(closeness, direction.length), direction, json);
      }
    }
  }

  private static void write(String field, float[] vector, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(field);
    for (float value : vector) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * @param source source of a document
   * @throws IllegalArgumentException if it is not a track
   */
  static IndexedTrack read(JsonNode source) {
    List<String> genres = new ArrayList<>();
    source.path(TrackFields.GENRES).forEach(genre -> genres.add(text(genre, TrackFields.GENRES)));
    return new IndexedTrack(
        text(source.path(TrackFields.AUDIO_HASH), TrackFields.AUDIO_HASH),
        text(source.path(TrackFields.PATH), TrackFields.PATH),
        metadata(source),
        text(source.path(TrackFields.METHOD), TrackFields.METHOD),
        number(source, TrackFields.SECONDS),
        genres,
        Optional.ofNullable(source.path(TrackFields.GENRE).textValue()),
        Optional.ofNullable(source.path(TrackFields.ABSTAINED).textValue()),
        source.has(TrackFields.PROBABILITIES) ? Optional.of(scores(source)) : Optional.empty());
  }

  private static Metadata metadata(JsonNode source) {
    return new Metadata(
        Optional.ofNullable(source.path(TrackFields.TITLE).textValue()),
        Optional.ofNullable(source.path(TrackFields.ARTIST).textValue()),
        Optional.ofNullable(source.path(TrackFields.ALBUM).textValue()),
        Optional.ofNullable(source.get(TrackFields.YEAR)).map(JsonNode::intValue),
        source.path(TrackFields.COVER).booleanValue());
  }

  private static TrackScores scores(JsonNode source) {
    float[] probabilities = vector(source, TrackFields.PROBABILITIES);
    Timeline timeline =
        new Timeline(
            number(source, TrackFields.SNIPPET_SECONDS),
            number(source, TrackFields.STRIDE_SECONDS),
            probabilities.length,
            bytes(source, TrackFields.LEVELS));
    return new TrackScores(probabilities, vector(source, TrackFields.EMBEDDING), timeline);
  }

  private static float[] vector(JsonNode source, String field) {
    byte[] bytes = bytes(source, field);
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "%s has a wrong length of %d bytes".formatted(field, bytes.length));
    }
    return VectorBytes.read(ByteBuffer.wrap(bytes));
  }

  private static byte[] bytes(JsonNode source, String field) {
    String text = text(source.path(field), field);
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s is not Base64".formatted(field), e);
    }
  }

  private static double number(JsonNode source, String field) {
    if (!source.path(field).isNumber()) {
      throw new IllegalArgumentException(field + " is missing or not a number");
    }
    return source.path(field).doubleValue();
  }

  private static String text(JsonNode node, String field) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException(field + " is missing or not a string");
    }
    return node.textValue();
  }
}

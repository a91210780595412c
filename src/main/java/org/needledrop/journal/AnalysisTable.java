package org.needledrop.journal;

import static org.needledrop.journal.JournalDatabase.bytes;
import static org.needledrop.journal.JournalDatabase.text;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;
import org.needledrop.audio.Shortfall;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.VectorBytes;

/** Analyses by recording and method. */
final class AnalysisTable {

  /** Columns that were added later have different places in journals of different versions. */
  private static final String COLUMNS =
      "audio_hash, method, container, codec, sample_rate_hz, channels, seconds, abstained, detail,"
          + " probabilities, embedding, snippet_seconds, stride_seconds, timeline, decoder,"
          + " shortfall";

  private final JournalDatabase database;

  AnalysisTable(JournalDatabase database) {
    this.database = database;
  }

  Optional<Analysis> find(String audioHash, AnalysisMethod method) {
    return database.first(
        AnalysisTable::read,
        "SELECT * FROM analysis WHERE audio_hash = ? AND method = ?",
        audioHash,
        method.toString());
  }

  /** Returns the analyses of a recording by all methods, ordered by method. */
  List<Analysis> all(String audioHash) {
    return database.query(
        AnalysisTable::read,
        "SELECT * FROM analysis WHERE audio_hash = ? ORDER BY method",
        audioHash);
  }

  void put(Analysis analysis) {
    Object[] result =
        switch (analysis.result()) {
          case ScoringResult.NotScorable(Abstention abstention) ->
              new Object[] {
                abstention.reason().name(), abstention.detail(), null, null, null, null, null
              };
          case ScoringResult.Scored(TrackScores scores) -> columns(scores);
        };
    AudioInfo audio = analysis.audio();
    database.update(
        "INSERT OR REPLACE INTO analysis ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        analysis.audioHash(),
        analysis.method().toString(),
        audio.container().name(),
        audio.codec(),
        audio.sampleRateHz(),
        audio.channels(),
        audio.duration().toMillis() / 1000.0,
        result[0],
        result[1],
        result[2],
        result[3],
        result[4],
        result[5],
        result[6],
        audio.decoder().orElse(null),
        audio.shortfall().map(Shortfall::toString).orElse(null));
  }

  private static Object[] columns(TrackScores scores) {
    Timeline timeline = scores.timeline();
    return new Object[] {
      null,
      null,
      VectorBytes.of(scores.probabilities()),
      VectorBytes.of(scores.embedding()),
      timeline.snippetSeconds(),
      timeline.strideSeconds(),
      timeline.levels()
    };
  }

  private static Analysis read(ResultSet row) throws SQLException {
    AudioInfo audio =
        new AudioInfo(
            Container.valueOf(text(row, "container")),
            text(row, "codec"),
            row.getInt("sample_rate_hz"),
            row.getInt("channels"),
            Duration.ofMillis(Math.round(1000 * row.getDouble("seconds"))),
            Optional.ofNullable(row.getString("decoder")),
            Optional.ofNullable(row.getString("shortfall")).map(Shortfall::parse));
    return new Analysis(
        text(row, "audio_hash"), AnalysisMethod.parse(text(row, "method")), audio, result(row));
  }

  private static ScoringResult result(ResultSet row) throws SQLException {
    String abstained = row.getString("abstained");
    return abstained == null
        ? new ScoringResult.Scored(scores(row))
        : new ScoringResult.NotScorable(
            new Abstention(Abstention.Reason.valueOf(abstained), text(row, "detail")));
  }

  private static TrackScores scores(ResultSet row) throws SQLException {
    float[] probabilities = vector(bytes(row, "probabilities"));
    Timeline timeline =
        new Timeline(
            row.getDouble("snippet_seconds"),
            row.getDouble("stride_seconds"),
            probabilities.length,
            bytes(row, "timeline"));
    return new TrackScores(probabilities, vector(bytes(row, "embedding")), timeline);
  }

  private static float[] vector(byte[] bytes) {
    return VectorBytes.read(ByteBuffer.wrap(bytes));
  }
}

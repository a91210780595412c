package org.needledrop.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.Stage;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TrackReport;

/** Scripts read reports by name and, in CSV, by place: neither changes with our records. */
class ReportFileTest {

  private static final Path TRACK = Path.of("/music/song.mp3");

  @TempDir private Path folder;

  @Test
  void aRowIsOneFlatObjectWithItsFieldsInOrder() throws IOException {
    Path json = folder.resolve("r.json");
    try (ReportFile report = ReportFile.json(json)) {
      report.add(failedRow());
    }

    JsonNode row = new ObjectMapper().readTree(json.toFile());
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly(
            "path",
            "source",
            "status",
            "genre",
            "topGenre",
            "confidence",
            "abstained",
            "styles",
            "detail",
            "failure",
            "note",
            "analysed",
            "title",
            "artist",
            "album",
            "year",
            "seconds",
            "container",
            "codec",
            "sampleRateHz",
            "channels",
            "decoder",
            "audioHash",
            "model",
            "method",
            "probabilities",
            "classes",
            "changes");
    assertThat(row.get("failure").asText()).contains("no audio");
    assertThat(row.get("genre").isNull()).isTrue();
    assertThat(row.get("seconds").isNull()).isTrue();
  }

  @Test
  void aTableHasTheSameColumnsForATrackThatFailed() throws IOException {
    Path csv = folder.resolve("r.csv");
    try (ReportFile report = ReportFile.csv(csv, List.of("blues"))) {
      report.add(failedRow());
    }

    assertThat(Files.readAllLines(csv).getFirst())
        .isEqualTo(
            "path,source,status,genre,topGenre,confidence,abstained,styles,detail,failure,note,analysed,"
                + "title,artist,album,year,seconds,container,codec,sampleRateHz,channels,"
                + "audioHash,model,method,changes,blues");
    assertThat(Files.readAllLines(csv).getLast())
        .startsWith("/music/song.mp3,/music/song.mp3,failed,,,,")
        .endsWith(",,false,,,,,,,,,,,,,,");
  }

  private static ReportRow failedRow() {
    TrackReport failed =
        TrackReport.failed(
            Track.inPlace(TRACK), new MalformedAudio(TRACK, Stage.DECODE, "no audio"));
    ModelManifest model = ModelManifest.read(Path.of("models/genre-musicnn"));
    return ReportRow.of(ReportLine.of(failed), model);
  }
}

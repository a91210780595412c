package org.needledrop.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.TagChange;

/** The lines of one track: its genre field, the probability, the file, and what explains them. */
final class TrackLine {

  private final ShownPaths paths;
  private final List<String> genres;

  /**
   * @param genres of the model, in the order of its scores
   */
  TrackLine(ShownPaths paths, List<String> genres) {
    this.paths = paths;
    this.genres = genres;
  }

  String of(ReportLine line) {
    GenreField field = GenreField.of(line);
    return "%-16s %4s  %s%s"
        .formatted(
            first(line, field), second(line, field), paths.shown(line.file()), note(line, field));
  }

  private static String first(ReportLine line, GenreField field) {
    return switch (field) {
      case WRITTEN, KEPT -> String.join("; ", line.change().orElseThrow().after().genres());
      case EMPTY, UNKNOWN -> line.decision().map(TrackLine::word).orElse("-");
    };
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case GenreFound found -> found.genre();
      case Abstention abstention -> abstention.reason().toString();
    };
  }

  private static String second(ReportLine line, GenreField field) {
    return field == GenreField.KEPT ? "kept" : line.decision().map(TrackLine::number).orElse("");
  }

  private static String number(Decision decision) {
    return switch (decision) {
      case GenreFound found -> String.format(Locale.ROOT, "%.2f", found.confidence());
      case Abstention _ -> "";
    };
  }

  private String note(ReportLine line, GenreField field) {
    List<String> notes = new ArrayList<>();
    switch (field) {
      case KEPT -> line.decision().ifPresent(one -> notes.add("network: " + named(one, line)));
      case EMPTY -> notes.add(whyEmpty(line));
      case WRITTEN, UNKNOWN ->
          line.decision()
              .filter(Abstention.class::isInstance)
              .ifPresent(one -> notes.add(why((Abstention) one, line)));
    }
    switch (line.status()) {
      case TAGGED, FAILED -> {}
      case UNCHANGED -> notes.add("unchanged");
      case ARCHIVED -> notes.add("archived; restore it, then tag it again");
      case NOT_TAGGABLE -> notes.add("this format cannot hold tags; see --json");
    }
    line.note().ifPresent(notes::add);
    return notes.isEmpty() ? "" : "  (%s)".formatted(String.join("; ", notes));
  }

  private String named(Decision decision, ReportLine line) {
    return switch (decision) {
      case GenreFound found -> "%s %s".formatted(found.genre(), number(found));
      case Abstention abstention -> abstention.reason() + ", " + why(abstention, line);
    };
  }

  private String whyEmpty(ReportLine line) {
    return line.decision().orElse(null) instanceof Abstention abstention
        ? why(abstention, line)
        : "genre field left empty";
  }

  /** Returns the two leading genres of an unsure track, else the detail of the reason. */
  private String why(Abstention abstention, ReportLine line) {
    Optional<TrackScores> scores = line.analysis().flatMap(one -> scores(one.result()));
    return abstention.reason() == Abstention.Reason.UNSURE && scores.isPresent()
        ? leading(scores.get())
        : abstention.detail();
  }

  private static Optional<TrackScores> scores(ScoringResult result) {
    return result instanceof ScoringResult.Scored(TrackScores scores)
        ? Optional.of(scores)
        : Optional.empty();
  }

  private String leading(TrackScores scores) {
    return scores.genresByProbability().stream()
        .limit(2)
        .map(i -> String.format(Locale.ROOT, "%s %.2f", genres.get(i), scores.probabilities()[i]))
        .collect(Collectors.joining(", "));
  }

  /** Returns at most two lines of what a dry run would change: the genre, and our own fields. */
  static List<String> changes(TagChange change) {
    List<String> lines = new ArrayList<>();
    if (change.changesGenre()) {
      String before = joined(change.before().genres());
      lines.add("    genre: %s -> %s".formatted(before, joined(change.after().genres())));
    }
    long own = change.fields().stream().filter(field -> !field.name().equals("genre")).count();
    if (own > 0) {
      lines.add(
          "    %d fields of Needledrop (NEEDLEDROP_MODEL ...); --json lists them".formatted(own));
    }
    return lines;
  }

  private static String joined(List<String> words) {
    String text = String.join("; ", words);
    return text.isEmpty() ? "(none)" : text;
  }
}

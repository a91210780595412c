package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.needledrop.cli.option.JsonOption;
import org.needledrop.cli.option.LibraryOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.query.LineFormat;
import org.needledrop.cli.query.ListedTrack;
import org.needledrop.cli.query.TrackField;
import org.needledrop.cli.query.TrackQuery;
import org.needledrop.cli.report.JsonLines;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.report.TrackRow;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.similarity.SimilaritySearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop ls}. */
@Command(
    name = "ls",
    description = "Lists the tracks of a library that match a query.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nQueries (all terms must match; a comma between spaces means or):%n",
    footer = {
      "  word              the path below the library contains it, in any case",
      "  field:text        the field contains it     field:=text    it is exactly this",
      "  field::regex      a regular expression      field:         it has a value",
      "  field:0.5..0.8    a range of numbers; field:0.5.. and field:..0.8 are open",
      "  -term  ^term      not this term",
      "  field+  field-    sort by the field, ascending or descending (default: path+)",
      "Fields: path, genre, topGenre (even below the threshold), confidence (its",
      "probability), abstained (why there is no genre), seconds, model.",
      "",
      "Examples:",
      "  needledrop ls                                  all tracks",
      "  needledrop ls --library Music genre:rock confidence:0.8.. confidence-",
      "  needledrop ls abstained:unsure topGenre:jazz -path:Live/",
      "  needledrop ls genre:blues --format '$confidence $path'",
      "  needledrop ls abstained: --count"
    })
final class LsCommand implements Callable<Integer> {

  static final String NAME = "ls";

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..*",
      description = "Terms and sort fields, see below; all tracks without any.")
  private List<String> words = List.of();

  @Option(
      names = "--format",
      paramLabel = "TEXT",
      description = "Print this for each track, with fields such as $$genre or $${genre}.")
  private String format;

  @Option(names = "--count", description = "Print only the number of tracks.")
  private boolean count;

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description = "Library folder (default: the nearest one at or above the current folder).")
  private Path library;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  LsCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    words.stream().filter(word -> word.startsWith("--")).findFirst().ifPresent(this::unknown);
    try {
      list(TrackQuery.parse(words), format == null ? null : new LineFormat(format));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private void unknown(String option) {
    throw new ParameterException(spec.commandLine(), "Unknown option: '%s'".formatted(option));
  }

  private void list(TrackQuery query, LineFormat lineFormat) {
    Path given = library == null ? Path.of("") : library;
    Path folder = LibraryOption.nearest(given, library != null);
    Path root = folder.toAbsolutePath().normalize();
    try (SimilaritySearch search = LibraryIndex.of(settings, folder).search()) {
      Stream<ListedTrack> tracks =
          search.all().map(track -> ListedTrack.of(track, root)).filter(query::matches);
      print(query.order().map(tracks::sorted).orElse(tracks), lineFormat, ShownPaths.as(given));
    }
  }

  private void print(Stream<ListedTrack> tracks, LineFormat lineFormat, ShownPaths paths) {
    PrintWriter out = spec.commandLine().getOut();
    if (count) {
      out.println(tracks.count());
    } else if (json.file().isPresent()) {
      try (JsonLines lines = JsonLines.open(json.file().get())) {
        tracks.map(ListedTrack::track).map(TrackRow::of).forEach(lines::write);
      }
    } else {
      Consumer<ListedTrack> line =
          lineFormat == null
              ? track -> out.println(line(track, paths))
              : track -> out.println(lineFormat.of(track, paths::shown));
      tracks.forEach(line);
    }
    out.flush();
  }

  private static String line(ListedTrack track, ShownPaths paths) {
    String first =
        TrackField.GENRE
            .text(track)
            .or(() -> TrackField.ABSTAINED.text(track).map("(%s)"::formatted))
            .orElse("-");
    return "%-16s %4s  %s"
        .formatted(
            first, TrackField.CONFIDENCE.text(track).orElse(""), paths.shown(track.track().path()));
  }
}

package org.needledrop.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnreadableFile;

/** Finds the tracks in folders: files with an audio extension that are not hidden. */
public final class TrackFiles {

  private static final Set<String> EXTENSIONS =
      Set.of(
          "mp3", "flac", "ogg", "oga", "opus", "m4a", "m4b", "m4p", "mp4", "aac", "wav", "wave",
          "aif", "aiff", "aifc", "wma", "asf", "mp2", "mp1", "mpa", "spx", "w64", "ape", "mpc",
          "mp+", "mpp", "wv", "tak", "tta", "dsf", "dff", "caf", "au", "snd", "ac3", "eac3", "dts",
          "mka", "weba", "webm");

  private TrackFiles() {}

  /** Returns whether an extension (lower case, without the dot) is one of audio files. */
  public static boolean isAudioExtension(String extension) {
    return EXTENSIONS.contains(extension);
  }

  /**
   * Returns the tracks below a folder ordered by name, or the file itself if it is a file.
   *
   * @param copies folder for tagged copies, which is skipped; if empty, each file is returned
   *     {@link #once}
   * @param unreadable receives files and folders that cannot be read; they are skipped
   * @throws UncheckedIOException if listing a folder fails
   */
  public static List<Path> below(
      Path root, Optional<Path> copies, Consumer<TrackFailure> unreadable) {
    return below(root, copies, Exclusions.NONE, unreadable);
  }

  /**
   * Returns the tracks that are not excluded.
   *
   * @see #below(Path, Optional, Consumer)
   */
  public static List<Path> below(
      Path root, Optional<Path> copies, Exclusions exclusions, Consumer<TrackFailure> unreadable) {
    if (Files.isDirectory(root)) {
      return found(root, copies, exclusions, unreadable);
    }
    return exclusions.leaveOut(root, root) ? List.of() : List.of(root);
  }

  /** Removes links to files that are also in the list; keeps the order. */
  public static List<Path> once(List<Path> tracks) {
    Map<Boolean, List<Path>> byLink =
        tracks.stream().collect(Collectors.partitioningBy(Files::isSymbolicLink));
    Set<Path> files = new HashSet<>();
    Set<Path> kept =
        Stream.of(false, true) // the file before its links
            .flatMap(link -> byLink.get(link).stream())
            .filter(track -> files.add(real(track)))
            .collect(Collectors.toSet());
    return tracks.stream().filter(kept::contains).toList();
  }

  private static Path real(Path track) {
    try {
      return track.toRealPath();
    } catch (IOException e) {
      return track; // fails later, when it is read
    }
  }

  /**
   * Returns the state of the tracks below a folder, ordered by name.
   *
   * @param copies see {@link #below}
   * @param unreadable receives files and folders that cannot be read; they are skipped
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static List<FileState> statesBelow(
      Path folder,
      Optional<Path> copies,
      Exclusions exclusions,
      Consumer<TrackFailure> unreadable) {
    return found(folder, copies, exclusions, unreadable).stream()
        .map(FileState::ofExisting)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Path> found(
      Path root, Optional<Path> copies, Exclusions exclusions, Consumer<TrackFailure> unreadable) {
    Path start =
        Files.isSymbolicLink(root) ? root.resolve(".") : root; // the walk does not follow links
    Finder finder = new Finder(start, copies, exclusions, unreadable);
    try {
      Files.walkFileTree(start, finder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root + ": " + IoReason.of(e), e);
    }
    List<Path> tracks =
        finder.tracks.stream()
            .map(track -> start.equals(root) ? track : track.normalize())
            .sorted()
            .toList();
    return finder.metLinks && copies.isEmpty() ? once(tracks) : tracks;
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Optional<Path> without;
    private final Exclusions exclusions;
    private final Consumer<TrackFailure> unreadable;
    private final List<Path> tracks = new ArrayList<>();
    private boolean metLinks;

    Finder(
        Path root,
        Optional<Path> without,
        Exclusions exclusions,
        Consumer<TrackFailure> unreadable) {
      this.root = root;
      this.exclusions = exclusions;
      this.without = without.map(folder -> folder.toAbsolutePath().normalize());
      this.unreadable = unreadable;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = !folder.equals(root) && (isHidden(folder) || isExcluded(folder));
      boolean left = without.filter(folder.toAbsolutePath().normalize()::equals).isPresent();
      return hidden || left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!isHidden(file)
          && !isExcluded(file)
          && EXTENSIONS.contains(extension(file))
          && !Files.isDirectory(file)) {
        tracks.add(file);
        metLinks |= attributes.isSymbolicLink();
      }
      return FileVisitResult.CONTINUE;
    }

    /** Reports and skips an unreadable folder. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      unreadable.accept(
          new UnreadableFile(file, Stage.FETCH, "cannot be read: " + IoReason.of(e), e));
      return FileVisitResult.CONTINUE;
    }

    private boolean isExcluded(Path path) {
      return exclusions.leaveOut(root, path);
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }

    private static String extension(Path file) {
      String name = file.getFileName().toString();
      return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
  }
}

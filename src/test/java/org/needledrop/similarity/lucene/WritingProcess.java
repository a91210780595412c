package org.needledrop.similarity.lucene;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.needledrop.similarity.SimilarityIndex;

/** A process that writes tracks until it is killed, and says what it committed. */
final class WritingProcess {

  static final int TRACKS_A_COMMIT = 5;
  static final int TRACKS_OF_A_REPLACEMENT = 40;

  private static final int EMBEDDING_SIZE = 16;

  private WritingProcess() {}

  /** Folder, {@code put} or {@code replace}, number of the first track or replacement. */
  static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int first = Integer.parseInt(arguments[2]);
    try (SimilarityIndex index = LuceneIndex.open(Path.of(arguments[0]))) {
      out.println("open");
      switch (arguments[1]) {
        case "put" -> put(index, first, out);
        case "replace" -> replace(index, first, out);
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    }
  }

  /** Says the number of the last track of each commit. */
  private static void put(SimilarityIndex index, int first, PrintStream out) {
    MadeUpLibrary library = library();
    for (int number = first; !out.checkError(); number++) {
      index.put(library.track(number));
      if (number % TRACKS_A_COMMIT == TRACKS_A_COMMIT - 1) {
        index.commit();
        out.println(number);
      }
    }
  }

  /** Says the number of each replacement. */
  private static void replace(SimilarityIndex index, int first, PrintStream out) {
    MadeUpLibrary library = library();
    for (int replacement = first; !out.checkError(); replacement++) {
      int from = replacement * TRACKS_OF_A_REPLACEMENT;
      index.replaceAll(
          IntStream.range(from, from + TRACKS_OF_A_REPLACEMENT).mapToObj(library::track));
      out.println(replacement);
    }
  }

  static MadeUpLibrary library() {
    return MadeUpLibrary.withoutClusters(EMBEDDING_SIZE);
  }
}

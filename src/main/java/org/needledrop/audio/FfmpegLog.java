package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** ffmpeg's stderr: the header it prints and its last lines. Bounded in size. */
final class FfmpegLog {
  private static final int LINES_KEPT = 32;
  private static final int LINE_LENGTH = 512;
  private static final Pattern WHO = Pattern.compile("^(\\[[^]]*] )+");

  /** Lines that do not explain a failure. */
  private static final Pattern UNTELLING =
      Pattern.compile(
          "(?s)(file:.*|pipe:.*|Error opening (input|output).*|Conversion failed!.*"
              + "|Input #.*|Output #.*|Stream mapping:.*|Guessed Channel.*"
              + "|Task finished with.*|Terminating thread.*|Nothing was written.*"
              + "|(video:|size=|  ).*|\\s*)");

  private final InputHeader header = new InputHeader();
  private final Deque<String> lastLines = new ArrayDeque<>();

  InputHeader header() {
    return header;
  }

  /** Reads until ffmpeg exits, so that it never blocks on a full pipe. */
  void drain(InputStream stderr) {
    try (Reader reader = new InputStreamReader(stderr, StandardCharsets.UTF_8)) {
      char[] block = new char[4096];
      StringBuilder line = new StringBuilder();
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        for (int i = 0; i < count; i++) {
          append(line, block[i]);
        }
      }
      add(line.toString());
    } catch (IOException killed) {
      // The pipe closes when ffmpeg is killed; its exit code says the rest.
    }
  }

  private void append(StringBuilder line, char next) {
    if (next == '\n') {
      add(line.toString());
      line.setLength(0);
    } else if (line.length() < LINE_LENGTH) {
      line.append(next);
    }
  }

  private synchronized void add(String line) {
    header.read(line);
    lastLines.addLast(line);
    if (lastLines.size() > LINES_KEPT) {
      lastLines.removeFirst();
    }
  }

  /** Returns whether one of the last lines contains the text. */
  synchronized boolean says(String words) {
    return lastLines.stream().anyMatch(line -> line.contains(words));
  }

  /** Returns whether one of the last lines starts with the text; lines with tags are indented. */
  synchronized boolean begins(String words) {
    return lastLines.stream().anyMatch(line -> line.startsWith(words));
  }

  /**
   * Returns the last line that explains the failure, without the prefix of ffmpeg's component.
   * Replaces control characters, as the line may contain a file's tags.
   */
  synchronized String lastComplaint() {
    return lastLines.reversed().stream()
        .map(line -> WHO.matcher(line).replaceFirst(""))
        .filter(line -> !UNTELLING.matcher(line).matches())
        .map(line -> line.replaceAll("\\p{Cc}", "?"))
        .findFirst()
        .orElse("no reason given");
  }
}

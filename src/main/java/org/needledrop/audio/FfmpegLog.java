package org.needledrop.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** What ffmpeg writes to stderr: the header it found, and its last words. Bounded, however long. */
final class FfmpegLog {
  private static final int LINES_KEPT = 32;
  private static final int LINE_LENGTH = 512;
  private static final Pattern WHO = Pattern.compile("^(\\[[^]]*] )+");

  /** Lines that only repeat that something failed. */
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

  /** Reads until ffmpeg ends, so that it never waits for us. */
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
      // The pipe closes when ffmpeg is killed; its exit status tells the rest.
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

  /** Whether one of the last lines contains these words. */
  synchronized boolean says(String words) {
    return lastLines.stream().anyMatch(line -> line.contains(words));
  }

  /** Whether one of the last lines begins with these words, as none with a tag of the file does. */
  synchronized boolean begins(String words) {
    return lastLines.stream().anyMatch(line -> line.startsWith(words));
  }

  /**
   * The last line that tells what went wrong, without the addresses that name ffmpeg's parts. A
   * file's tags can stand in it, and hold bytes such as steer a terminal.
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

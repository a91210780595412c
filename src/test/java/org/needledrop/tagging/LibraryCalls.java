package org.needledrop.tagging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.needledrop.tagging.FaultPoint.Part;

/** The system calls of an undisturbed run that touch its files: where a fault can happen. */
final class LibraryCalls {

  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)");

  private final Pattern path;
  private final Map<Part, Set<String>> paths = new EnumMap<>(Part.class);
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> threads = new TreeSet<>();
  private final List<FaultPoint> points = new ArrayList<>();

  private LibraryCalls(Path folder) {
    this.path = Pattern.compile("[\"<](" + Pattern.quote(folder + "/") + "[^\">]*)[\">]");
  }

  /** What strace is to note. */
  static List<String> options(Path log) {
    return List.of("-f", "-b", "execve", "-y", "-e", "trace=%file,%desc", "-o", log.toString());
  }

  /** Reads what strace noted, of files below a folder. */
  static LibraryCalls read(Path log, Path folder) throws IOException {
    LibraryCalls calls = new LibraryCalls(folder);
    Files.readAllLines(log).forEach(calls::add);
    if (calls.threads.size() != 1) {
      throw new IllegalStateException("calls are counted by thread: " + calls.threads);
    }
    return calls;
  }

  private void add(String line) {
    Matcher call = CALL.matcher(line);
    Matcher found = path.matcher(line);
    if (!call.matches() || call.group(2).equals("execve") || !found.find()) {
      return;
    }
    Part part = Part.of(found.group(1));
    do {
      paths.computeIfAbsent(part, _ -> new TreeSet<>()).add(found.group(1));
    } while (found.find());
    threads.add(call.group(1));
    String name = call.group(2);
    int nth = counts.merge(part + name, 1, Integer::sum);
    Fault.of(name, line.contains("O_CREAT"))
        .forEach(fault -> points.add(new FaultPoint(part, name, nth, fault)));
  }

  List<FaultPoint> points() {
    return points;
  }

  Set<String> paths(Part part) {
    return paths.get(part);
  }
}

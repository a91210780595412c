package org.needledrop.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of a worker, each with one or more versions. */
final class ServedModels {

  /** Numeric order; versions that are not numbers come first. */
  private static final Comparator<ServedModel> BY_VERSION =
      Comparator.comparingLong((ServedModel served) -> number(served.model().version()))
          .thenComparing(served -> served.model().version());

  private final Map<String, List<ServedModel>> versions = new LinkedHashMap<>();

  ServedModels(List<ServedModel> models) {
    for (ServedModel served : models) {
      List<ServedModel> ofName =
          versions.computeIfAbsent(served.model().name(), first -> new ArrayList<>());
      ofName.add(served);
      ofName.sort(BY_VERSION);
    }
  }

  private static long number(String version) {
    return version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
  }

  /** Returns a model in the given or its newest version. */
  Optional<ServedModel> find(String name, Optional<String> version) {
    List<ServedModel> ofName = versions(name);
    return version.isPresent()
        ? ofName.stream().filter(one -> one.model().version().equals(version.get())).findFirst()
        : ofName.reversed().stream().findFirst();
  }

  /** Returns all versions, oldest first; empty for an unknown model. */
  List<ServedModel> versions(String name) {
    return versions.getOrDefault(name, List.of());
  }

  List<ServedModel> all() {
    return versions.values().stream().flatMap(List::stream).toList();
  }

  /** Returns whether every model is ready. */
  boolean isReady() {
    return all().stream().allMatch(ServedModel::isReady);
  }
}

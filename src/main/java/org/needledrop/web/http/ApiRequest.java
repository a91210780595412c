package org.needledrop.web.http;

import io.vertx.core.json.JsonArray;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.needledrop.similarity.Diversity;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.TrackFilter;

/** A request that was validated against the contract. */
public final class ApiRequest {

  private final ValidatedRequest request;

  public ApiRequest(ValidatedRequest request) {
    this.request = request;
  }

  public String path(String name) {
    return request.getPathParameters().get(name).getString();
  }

  public Optional<String> text(String name) {
    return query(name).map(RequestParameter::getString);
  }

  public int integer(String name, int otherwise) {
    return query(name).map(RequestParameter::getInteger).orElse(otherwise);
  }

  double number(String name, double otherwise) {
    return query(name).map(RequestParameter::getDouble).orElse(otherwise);
  }

  Optional<Boolean> flag(String name) {
    return query(name).map(RequestParameter::getBoolean);
  }

  private Set<String> texts(String name) {
    Set<String> texts = new HashSet<>();
    query(name)
        .map(RequestParameter::getJsonArray)
        .map(JsonArray::stream)
        .ifPresent(values -> values.forEach(value -> texts.add(value.toString())));
    return texts;
  }

  private Optional<RequestParameter> query(String name) {
    return Optional.ofNullable(request.getQuery().get(name)).filter(value -> !value.isNull());
  }

  public <T> T body(Class<T> type) {
    String body = request.getBody().getJsonObject().encode();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(body)) {
      throw new Problem(400, "the body contains an unpaired surrogate");
    }
    return Json.read(body, type);
  }

  public TrackFilter filter() {
    return new TrackFilter(
        texts("genre"),
        number("minConfidence", 0),
        number("maxConfidence", 1),
        flag("abstained"),
        text("text"),
        Optional.empty(),
        Set.of());
  }

  public SimilarityMeasure closeness() {
    return text("by").map(SimilarityMeasure::named).orElse(SimilarityMeasure.EMBEDDING);
  }

  public Diversity diversity() {
    return new Diversity(number("diversity", 0));
  }
}

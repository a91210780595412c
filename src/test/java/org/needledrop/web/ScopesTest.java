package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.admission.ApiKeys;
import org.needledrop.admission.Scope;
import org.needledrop.web.http.ApiLimits;
import org.needledrop.web.http.Contract;

/** What keys may do that do not have every scope. */
class ScopesTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  private static ServedSamples served;

  /** A key for each scope alone and one for all the others, and a bare one. */
  @BeforeAll
  static void serve(@TempDir Path folder) {
    List<String> keys = new ArrayList<>(List.of("bare"));
    for (Scope scope : Scope.values()) {
      keys.add("only-%s:%s".formatted(scope, scope));
      keys.add("but-%s:%s".formatted(scope, others(scope)));
    }
    served =
        ServedSamples.start(
            folder, new ApiLimits(ApiKeys.parse(keys), List.of(), 10_000, 1 << 20, 1));
  }

  private static String others(Scope scope) {
    return Arrays.stream(Scope.values())
        .filter(other -> other != scope)
        .map(Scope::toString)
        .collect(Collectors.joining("+"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  /** One of the contract, as somebody would try it who knows no id. */
  record Asked(String method, String path, String id, String scope) {}

  static Stream<Asked> operations() {
    return Contract.read().json().getJsonObject("paths").stream()
        .flatMap(
            path ->
                ((JsonObject) path.getValue())
                    .stream()
                        .filter(part -> METHODS.contains(part.getKey()))
                        .map(part -> asked(path.getKey(), part)));
  }

  /** Those whose errors are problem details, and not OpenSubsonic's. */
  static Stream<Asked> apiOperations() {
    return operations().filter(operation -> operation.path().startsWith("/v1/"));
  }

  private static Asked asked(String path, Map.Entry<String, Object> part) {
    JsonObject operation = (JsonObject) part.getValue();
    return new Asked(
        part.getKey().toUpperCase(Locale.ROOT),
        path.replaceAll("\\{\\w+}", "none"),
        operation.getString("operationId"),
        operation.getString("x-required-scope"));
  }

  private static RequestSpecification ask(String key) {
    return given().baseUri(served.uri().toString()).header("X-API-Key", key);
  }

  @ParameterizedTest
  @MethodSource("apiOperations")
  void everyOperationNeedsTheScopeThatTheContractStates(Asked operation) {
    assertThat(Scope.named(operation.scope())).as(operation.id()).isPresent();

    Response refused =
        ask("but-" + operation.scope()).request(operation.method(), operation.path());
    refused
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("scope=\"" + operation.scope() + '"'))
        .body("title", equalTo("Forbidden"))
        .body("detail", equalTo("this API key lacks the scope " + operation.scope()));

    for (String key : List.of("only-" + operation.scope(), "bare")) {
      ask(key)
          .request(operation.method(), operation.path())
          .then()
          .statusCode(not(equalTo(401)))
          .statusCode(not(equalTo(403)));
    }
  }

  @ParameterizedTest
  @MethodSource("apiOperations")
  void anUnknownKeyLearnsNothingOfScopes(Asked operation) {
    given()
        .baseUri(served.uri().toString())
        .request(operation.method(), operation.path())
        .then()
        .statusCode(401);
  }

  @Test
  void onlyWhatChangesTheLibraryNeedsWrite() {
    assertThat(
            operations()
                .filter(operation -> operation.scope().equals(Scope.WRITE.toString()))
                .map(Asked::id))
        .containsExactlyInAnyOrder(
            "uploadTrack",
            "forgetTrack",
            "labelTrack",
            "forgetLabel",
            "applyPolicy",
            "getPolicyApplication",
            "startRun",
            "getRun",
            "cancelRun",
            "undoRun",
            "undoTrack");
  }

  @Test
  void aKeyThatAnalyzesSeesItsAnalysesAndNotTheLibrary() {
    assertThat(
            operations()
                .filter(operation -> operation.scope().equals(Scope.ANALYZE.toString()))
                .map(Asked::id))
        .containsExactlyInAnyOrder("analyse", "getAnalysis", "getAnalysisSpectrogram");
  }

  @Test
  void onlyOpenSubsonicsListOfExtensionsIsPublic() {
    assertThat(
            operations()
                .filter(operation -> Scope.named(operation.scope()).isEmpty())
                .map(Asked::id))
        .containsExactly("getOpenSubsonicExtensions");
  }

  @Test
  void anAddressThatIsWrittenInAnotherWayNeedsTheSameScope() {
    for (String path : List.of("/v1/model/", "/v1/%6dodel", "//v1/model", "/v1/./model")) {
      assertThat(ask("but-read").urlEncodingEnabled(false).get(served.uri() + path).statusCode())
          .as(path)
          .isNotEqualTo(200);
    }
  }

  @Test
  void metricsNeedTheirScopeWhereThereAreKeys() {
    given()
        .baseUri(served.uri().toString())
        .get("/q/metrics")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer");
    ask("guess").get("/q/metrics").then().statusCode(401);
    ask("but-metrics")
        .get("/q/metrics")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("metrics"));
    ask("only-metrics").get("/q/metrics").then().statusCode(200);
    ask("bare").get("/q/metrics").then().statusCode(200);
    ask("only-read").get("/v1/model").then().statusCode(200);
    given()
        .baseUri(served.uri().toString())
        .header("Authorization", "Bearer only-metrics")
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("needledrop_api_seconds"));
  }

  @Test
  void healthAndTheContractNeedNoKey() {
    for (String path : List.of("/q/health/live", "/q/health/ready", "/q/openapi")) {
      given().baseUri(served.uri().toString()).get(path).then().statusCode(200);
    }
  }
}

package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.admission.ApiKeys;
import org.needledrop.web.http.ApiLimits;

/** OpenSubsonic's extensions apiKeyAuthentication and formPost, where keys are required. */
class SubsonicAccessTest {

  private static ServedSamples served;
  private static String metal;

  @BeforeAll
  static void serve(@TempDir Path folder) {
    ApiKeys keys = ApiKeys.parse(List.of("key", "reads:read", "writes:write"));
    served = ServedSamples.start(folder, new ApiLimits(keys, List.of(), 10_000, 1 << 20, 1));
    metal =
        ask()
            .header("X-API-Key", "key")
            .queryParam("text", ServedSamples.METAL)
            .get("/v1/tracks")
            .path("tracks[0].id");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static RequestSpecification ask() {
    return given().baseUri(served.uri().toString());
  }

  private static void assertRefused(Response answer, int code) {
    answer
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .rootPath("subsonic-response")
        .body("status", equalTo("failed"))
        .body("openSubsonic", equalTo(true))
        .body("error.code", equalTo(code));
  }

  @Test
  void listsItsExtensionsToEveryoneSoThatClientsFindOutHowToLogIn() {
    ask()
        .queryParam("f", "json")
        .get("/rest/getOpenSubsonicExtensions.view")
        .then()
        .statusCode(200)
        .body(
            "subsonic-response.openSubsonicExtensions.name",
            hasItems("apiKeyAuthentication", "formPost", "sonicSimilarity"));
  }

  /** The codes of OpenSubsonic's response error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                             | 44",
        "c=Client&v=1.16.1              | 44",
        "apiKey=guess                   | 44",
        "apiKey=                        | 44",
        "u=me&t=26719a1196d2&s=c19b2d   | 41",
        "u=me&p=enc:736573616d65        | 42",
        "u=me                           | 42",
        "u=me&apiKey=key                | 43",
        "p=key&apiKey=key               | 43",
        "t=2671&s=c19b&apiKey=key       | 43",
        "u=me&p=sesame&t=2671&s=c19b    | 43"
      })
  void tellsAClientInItsOwnTermsWhyItsCredentialsAreRefused(String credentials, int code) {
    for (String endpoint : List.of("ping", "ping.view", "tokenInfo", "getSonicSimilarTracks")) {
      assertRefused(ask().get("/rest/" + endpoint + "?f=json&" + credentials), code);
    }
    assertRefused(
        ask()
            .contentType("application/x-www-form-urlencoded; charset=UTF-8")
            .body("f=json&" + credentials)
            .post("/rest/ping"),
        code);
  }

  @Test
  void refusesInXmlUnlessAskedForJson() {
    ask()
        .queryParam("apiKey", "guess")
        .get("/rest/ping")
        .then()
        .statusCode(200)
        .contentType(ContentType.XML)
        .body("subsonic-response.@status", equalTo("failed"))
        .body("subsonic-response.error.@code", equalTo("44"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "reads"})
  void namesTheUserOfAValidKey(String key) {
    ask()
        .queryParam("apiKey", key)
        .queryParam("f", "json")
        .get("/rest/tokenInfo")
        .then()
        .body("subsonic-response.status", equalTo("ok"))
        .body("subsonic-response.tokenInfo.username", equalTo("needledrop"));
    ask()
        .queryParam("apiKey", key)
        .get("/rest/tokenInfo")
        .then()
        .body("subsonic-response.tokenInfo.@username", equalTo("needledrop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "ping.view", "tokenInfo", "getSonicSimilarTracks"})
  void refusesAKeyThatMayNotReadAsNotAuthorized(String endpoint) {
    Response refused = ask().get("/rest/%s?f=json&apiKey=writes".formatted(endpoint));

    assertRefused(refused, 50);
    refused.then().body("subsonic-response.error.message", containsString("scope read"));
  }

  @Test
  void takesTheKeyInAHeaderToo() {
    ask()
        .header("Authorization", "Bearer key")
        .get("/rest/ping")
        .then()
        .body("subsonic-response.@status", equalTo("ok"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"getSonicSimilarTracks", "getSonicSimilarTracks.view"})
  void takesParametersFromAForm(String endpoint) {
    ask()
        .formParams(Map.of("apiKey", "key", "f", "json", "id", metal, "count", "3"))
        .post("/rest/" + endpoint)
        .then()
        .statusCode(200)
        .body("subsonic-response.status", equalTo("ok"))
        .body("subsonic-response.sonicMatch", hasSize(3));
  }

  @Test
  void takesSomeParametersFromTheQueryAndSomeFromAForm() {
    ask()
        .queryParam("f", "json")
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(Map.of("apiKey", "key", "id", "50% & more = \u00fc"))
        .post("/rest/getSonicSimilarTracks")
        .then()
        .body("subsonic-response.error.code", equalTo(70))
        .body("subsonic-response.error.message", containsString("50% & more = \u00fc"));
  }

  @Test
  void refusesABodyThatIsNotAForm() {
    ask().contentType(ContentType.JSON).body("{}").post("/rest/ping").then().statusCode(415);
    ask().contentType("text/plain").body("f=json").post("/rest/ping").then().statusCode(415);
    ask()
        .contentType("application/x-www-form-urlencoded")
        .body("apiKey=" + "k".repeat(1 << 18))
        .post("/rest/ping")
        .then()
        .statusCode(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f=json&apiKey=%zz", "f=json&%=1", "=", "&&&", "f=json&apiKey=%ff%fe"})
  void answersAFormThatIsMalformed(String form) {
    ask()
        .contentType("application/x-www-form-urlencoded")
        .body(form)
        .post("/rest/ping")
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 400));
  }
}

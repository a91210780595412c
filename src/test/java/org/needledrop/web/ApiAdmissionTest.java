package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.admission.ApiKeys;
import org.needledrop.web.http.ApiLimits;

class ApiAdmissionTest {

  private static final String ORIGIN = "https://example.org";

  private static ServedSamples served;

  @BeforeAll
  static void serve(@TempDir Path folder) {
    ApiLimits limits =
        new ApiLimits(ApiKeys.parse(List.of("one", "two")), List.of(ORIGIN), 20, 1 << 20, 1);
    served = ServedSamples.start(folder, limits);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static RequestSpecification ask() {
    return given().baseUri(served.uri().toString());
  }

  @Test
  void requiresAKeyAndAcceptsItInEveryWay() {
    ask()
        .get("/v1/model")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer");
    ask()
        .header("X-API-Key", "three")
        .get("/v1/model")
        .then()
        .statusCode(either(is(401)).or(is(429)));
    ask().header("X-API-Key", "one").get("/v1/model").then().statusCode(200);
    ask().header("Authorization", "Bearer one").get("/v1/model").then().statusCode(200);
    ask().header("Authorization", "bearer one").get("/v1/model").then().statusCode(200);
    ask().queryParam("apiKey", "one").get("/v1/model").then().statusCode(401);
    ask().queryParam("apiKey", "one").get("/rest/ping").then().statusCode(200);
    ask().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void delaysOnlyClientsThatGuessKeys() {
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      var answer = ask().header("X-API-Key", "guess " + i).get("/v1/model");
      assertThat(answer.statusCode()).isIn(401, 429);
      if (answer.statusCode() == 429) {
        refused++;
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
      }
    }
    assertThat(refused).isBetween(15, 39);
    ask().queryParam("apiKey", "guess").get("/rest/ping").then().statusCode(429);
    ask().header("X-API-Key", "one").get("/v1/model").then().statusCode(200);
    ask().get("/v1/model").then().statusCode(401);
  }

  @Test
  void delaysClientsThatSendTooManyRequests() {
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      var answer = ask().header("X-API-Key", "two").get("/v1/model");
      if (answer.statusCode() == 429) {
        refused++;
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
      }
    }
    assertThat(refused).isBetween(10, 20);
  }

  @Test
  void acceptsRequestsFromPagesOfNamedOrigins() {
    ask()
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "PUT")
        .header("Access-Control-Request-Headers", "X-API-Key")
        .options("/v1/model")
        .then()
        .header("Access-Control-Allow-Origin", equalTo(ORIGIN))
        .header("Access-Control-Allow-Methods", containsString("PUT"));
    ask()
        .header("Origin", "https://elsewhere.example")
        .header("X-API-Key", "one")
        .get("/v1/model")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }
}

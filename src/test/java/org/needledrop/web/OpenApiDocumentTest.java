package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.needledrop.web.http.Contract;

class OpenApiDocumentTest {

  private static List<String> mistakes(String yaml) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser().readContents(yaml, List.of(), options).getMessages();
  }

  @Test
  void isADocumentAsOpenApiSpecifiesIt() {
    String yaml = Contract.read().yaml();

    assertThat(mistakes(yaml)).isEmpty();
    assertThat(mistakes(yaml.replace("operationId:", "operation:"))).isNotEmpty();
    assertThat(mistakes(yaml.replace("schemas/TrackPage\"", "schemas/Page\""))).isNotEmpty();
  }

  @Test
  void isWhatAnswersAreJudgedBy() {
    assertThat(judged("application/json", "{\"status\":404,\"title\":\"Not Found\"}"))
        .contains("validation.response.body.schema.required");
    assertThat(judged("text/html", "<p>no model</p>"))
        .contains("validation.response.contentType.notAllowed");
  }

  private static List<String> judged(String contentType, String body) {
    return Conformance.ofAnswers()
        .validateResponse(
            "/v1/model",
            Request.Method.GET,
            SimpleResponse.Builder.ok().withContentType(contentType).withBody(body).build())
        .getMessages()
        .stream()
        .map(ValidationReport.Message::getKey)
        .toList();
  }
}

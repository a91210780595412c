package org.needledrop.web;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import org.needledrop.web.http.Contract;

/** Judges answers by the OpenAPI document: their status, their content type and their body. */
final class Conformance {

  private Conformance() {}

  /** Tests send bad requests on purpose: only answers are judged. */
  static OpenApiInteractionValidator ofAnswers() {
    return OpenApiInteractionValidator.createForInlineApiSpecification(Contract.read().yaml())
        .withLevelResolver(
            LevelResolver.create()
                .withLevel("validation.request", ValidationReport.Level.IGNORE)
                .build())
        .build();
  }
}

package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;

/**
 * An analysis and what was decided on it, for file and index alike.
 *
 * @param label the user's label at the time of the decision, if there was one
 */
public record DecidedAnalysis(Analysis analysis, Optional<String> label, Decision decision) {}

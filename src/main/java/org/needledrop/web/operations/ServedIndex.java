package org.needledrop.web.operations;

import java.util.function.Supplier;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;

/**
 * The similarity index of a library.
 *
 * @param search stays open
 * @param writer opens the same index for writing
 */
public record ServedIndex(SimilaritySearch search, Supplier<SimilarityIndex> writer) {}

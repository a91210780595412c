package org.needledrop.evaluation;

import org.needledrop.mel.Snippets;

/**
 * A track that is there as a log-mel alone.
 *
 * @param id such as {@code blues.00000}
 * @param snippets whole ones, side by side
 */
public record DrawnTrack(String id, String genre, Snippets snippets) {}

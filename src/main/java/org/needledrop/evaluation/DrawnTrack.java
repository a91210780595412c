package org.needledrop.evaluation;

import org.needledrop.mel.Snippets;

/**
 * A track given as a log-mel spectrogram only.
 *
 * @param id such as {@code blues.00000}
 * @param snippets complete snippets without overlap
 */
public record DrawnTrack(String id, String genre, Snippets snippets) {}

package org.needledrop.similarity;

/**
 * A track near another.
 *
 * @param similarity 1 for identical tracks, lower if less similar
 */
public record Neighbour(IndexedTrack track, double similarity) {}

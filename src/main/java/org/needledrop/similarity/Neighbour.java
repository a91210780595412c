package org.needledrop.similarity;

/**
 * A track near another.
 *
 * @param similarity 1 is the same, lower is further away
 */
public record Neighbour(IndexedTrack track, double similarity) {}

package org.needledrop.teaching;

/**
 * A training example: the embedding of a track with a known genre.
 *
 * @param recording audio hash; copies of a recording stay in one fold
 * @param embedding mean over the snippets
 * @param genre index of the genre
 */
public record Example(String recording, float[] embedding, int genre) {}

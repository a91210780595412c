package org.needledrop.teaching;

/**
 * A track whose genre is known.
 *
 * @param recording its audio hash: copies of one recording never help to judge each other
 * @param embedding averaged over its snippets
 * @param genre as an index
 */
public record Example(String recording, float[] embedding, int genre) {}

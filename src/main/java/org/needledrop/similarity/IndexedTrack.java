package org.needledrop.similarity;

/**
 * What the index keeps of one recording.
 *
 * @param audioHash identity of the recording
 * @param path where its file was last seen
 * @param method model and way of slicing; tracks heard by different methods are never compared
 * @param genre the most probable one
 * @param probabilities of each genre, adding up to 1
 * @param embedding averaged over the track's snippets
 */
public record IndexedTrack(
    String audioHash,
    String path,
    String method,
    String genre,
    float[] probabilities,
    float[] embedding) {}

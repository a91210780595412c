package org.needledrop.tagging;

/**
 * The most probable genre of a track.
 *
 * @param genre as the manifest names it
 * @param confidence its probability, 0..1
 */
public record GenreFound(String genre, double confidence) implements Decision {}

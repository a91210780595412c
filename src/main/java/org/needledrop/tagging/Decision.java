package org.needledrop.tagging;

/** What is said of a track: a genre, or why there is none. */
public sealed interface Decision permits GenreFound, Abstention {}

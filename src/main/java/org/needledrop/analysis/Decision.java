package org.needledrop.analysis;

/** The decision on a track: a genre, or why there is none. */
public sealed interface Decision permits GenreFound, Abstention {}

package org.needledrop.web;

/** A neighbour as it is told. */
record NeighbourView(double similarity, TrackView track) {}

package org.needledrop.web.operations;

/** JSON form of a neighbour. */
record NeighbourView(double similarity, TrackView track) {}

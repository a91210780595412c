package org.needledrop.web;

/** JSON form of a neighbour. */
record NeighbourView(double similarity, TrackView track) {}

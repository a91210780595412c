package org.needledrop.evaluation;

/** Which tracks of GTZAN a system is judged by. */
public enum Protocol {
  /** The fault-filtered split (Kereliuk, Sturm, Larsen 2015). */
  P2,
  /** The same, without the tracks whose artist is unknown and might stand on two sides. */
  P3
}

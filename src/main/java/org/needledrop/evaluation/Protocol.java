package org.needledrop.evaluation;

/** Splits of GTZAN. */
public enum Protocol {
  /** The fault-filtered split (Kereliuk, Sturm, Larsen 2015). */
  P2,
  /** The same without tracks of unknown artists, who might be in both training and test set. */
  P3
}

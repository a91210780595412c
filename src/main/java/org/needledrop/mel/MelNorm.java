package org.needledrop.mel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Normalisation of the triangular filters. */
public enum MelNorm {
  /** Area 1: the peak is 2 over the width in Hz. */
  @JsonProperty("slaney")
  SLANEY,

  /** Peak 1. */
  @JsonProperty("none")
  NONE
}

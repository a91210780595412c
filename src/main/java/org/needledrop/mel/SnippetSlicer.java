package org.needledrop.mel;

/** Cuts a track into complete snippets; an incomplete one at the end is dropped. */
public final class SnippetSlicer {
  private final int snippetFrames;
  private final int stride;

  /**
   * Creates a slicer.
   *
   * @param snippetFrames frames of one network input
   * @param overlap overlap of consecutive snippets, 0 (none) to below 1
   */
  public SnippetSlicer(int snippetFrames, double overlap) {
    if (snippetFrames < 1) {
      throw new IllegalArgumentException("snippetFrames must be 1 or more, not " + snippetFrames);
    }
    if (!(overlap >= 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap must be 0 to below 1, not " + overlap);
    }
    this.snippetFrames = snippetFrames;
    stride = (int) Math.max(1, Math.round(snippetFrames * (1 - overlap)));
  }

  /** Returns the snippets; none if the track is shorter than one. */
  public Snippets slice(LogMel logMel) {
    int spare = logMel.frames() - snippetFrames;
    int count = spare < 0 ? 0 : 1 + spare / stride;
    byte[][] logMels = new byte[count][];
    double[] startSeconds = new double[count];
    MelSettings settings = logMel.settings();
    double secondsPerFrame = (double) settings.hopLength() / settings.sampleRateHz();
    for (int i = 0; i < count; i++) {
      logMels[i] = cut(logMel, i * stride);
      startSeconds[i] = i * stride * secondsPerFrame;
    }
    return new Snippets(
        logMels, startSeconds, snippetFrames * secondsPerFrame, logMel.bands(), snippetFrames);
  }

  private byte[] cut(LogMel logMel, int firstFrame) {
    byte[] snippet = new byte[logMel.bands() * snippetFrames];
    for (int frame = 0; frame < snippetFrames; frame++) {
      for (int band = 0; band < logMel.bands(); band++) {
        snippet[band * snippetFrames + frame] = logMel.quantised(band, firstFrame + frame);
      }
    }
    return snippet;
  }
}

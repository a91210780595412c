package org.needledrop.mel;

/**
 * Overlapping triangular filters, evenly spaced in mel, that sum a spectrum's bins to bands. Stores
 * only non-zero weights. Source: {@code librosa.filters.mel}.
 */
final class MelFilterBank {
  private final int[] firstBin;
  private final double[][] weights;

  MelFilterBank(MelSettings settings) {
    double[] edgesHz = edgesHz(settings);
    firstBin = new int[settings.melBands()];
    weights = new double[settings.melBands()][];
    for (int band = 0; band < weights.length; band++) {
      fillRow(band, edgesHz, settings);
    }
  }

  /** {@code double[melBands + 2]}: band b rises from edge b to b + 1 and falls to b + 2. */
  private static double[] edgesHz(MelSettings settings) {
    double low = settings.scale().mel(settings.minFrequencyHz());
    double high = settings.scale().mel(settings.maxFrequencyHz());
    double[] edges = new double[settings.melBands() + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = settings.scale().hz(low + (high - low) * i / (edges.length - 1));
    }
    return edges;
  }

  private void fillRow(int band, double[] edgesHz, MelSettings settings) {
    double low = edgesHz[band];
    double peak = edgesHz[band + 1];
    double high = edgesHz[band + 2];
    double height = settings.norm() == MelNorm.SLANEY ? 2 / (high - low) : 1;
    double hzPerBin = (double) settings.sampleRateHz() / settings.nFft();
    int first = (int) Math.ceil(low / hzPerBin);
    int last = Math.min((int) Math.floor(high / hzPerBin), settings.bins() - 1);
    double[] row = new double[Math.max(0, last - first + 1)];
    for (int i = 0; i < row.length; i++) {
      double hz = (first + i) * hzPerBin;
      double triangle = Math.min((hz - low) / (peak - low), (high - hz) / (high - peak));
      row[i] = height * Math.max(0, triangle);
    }
    firstBin[band] = first;
    weights[band] = row;
  }

  /**
   * @param spectrum {@code double[bins]}
   * @param bands {@code double[melBands]}, overwritten
   */
  void apply(double[] spectrum, double[] bands) {
    for (int band = 0; band < weights.length; band++) {
      double[] row = weights[band];
      int first = firstBin[band];
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += row[i] * spectrum[first + i];
      }
      bands[band] = sum;
    }
  }
}

package org.reeflens.measure;

/**
 * How thick a fish is from end to end, and which end is the tail. Two cues, both from half the
 * thickness without fins: towards the tail a fish is thinner than towards the head, and before the
 * caudal fin, which is wider again, it is thinnest (the peduncle). The numbers are guesses, tried
 * by eye on outlined fish.
 *
 * @param first column of the first end
 * @param last column of the last end
 * @param tailFirst whether the tail is at the first end
 * @param peduncle column where the caudal fin begins
 * @param thickest largest half thickness, columns
 * @param height largest thickness, source pixels
 * @param certainty of which end is which, 0 (no cue at all) to 1
 */
record BodyProfile(
    int first,
    int last,
    boolean tailFirst,
    int peduncle,
    double thickest,
    double height,
    double certainty) {

  /** Weight of the peduncle's cue, per unit of the logarithm of how much wider the fin is. */
  private static final double FLARE_WEIGHT = 4;

  /** Weight of the cue of the thinner end, per share of the largest thickness. */
  private static final double TAPER_WEIGHT = 3;

  /** The peduncle lies in this part of the length, from the end of the fin. */
  private static final double NEAREST = 0.04;

  private static final double FARTHEST = 0.45;

  /** Where no peduncle shows, the caudal fin lies in so much of the length. */
  private static final double USUAL_FIN = 0.3;

  /** How far the jags of its pixels blur an outline, source pixels. */
  private static final double JAG = 0.5;

  /** How much wider than the peduncle a fin must be to show. */
  private static final double LEAST_FLARE = 1.05;

  static BodyProfile of(StraightFish fish) {
    double[] thickness = smooth(fish.thickness());
    int first = 0;
    while (thickness[first] == 0) {
      first++;
    }
    int last = thickness.length - 1;
    while (thickness[last] == 0) {
      last--;
    }
    double thickest = 0;
    for (double value : thickness) {
      thickest = Math.max(thickest, value);
    }
    double jag = JAG / fish.step();
    End one = End.of(thickness, first, 1, last - first + 1, thickest, jag);
    End other = End.of(thickness, last, -1, last - first + 1, thickest, jag);
    double score = one.score() - other.score();
    boolean tailFirst = score > 0;
    return new BodyProfile(
        first,
        last,
        tailFirst,
        (tailFirst ? one : other).peduncle(),
        thickest,
        2 * thickest * fish.step(),
        Math.tanh(Math.abs(score) / 2));
  }

  /** Length by thickness. */
  double slenderness() {
    return (last - first + 1) / (2 * thickest);
  }

  /** Mean of a column and four neighbours on each side, within the fish. */
  private static double[] smooth(double[] values) {
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      int count = 0;
      for (int j = Math.max(0, i - 4); j <= Math.min(values.length - 1, i + 4); j++) {
        if (values[j] > 0) {
          sum += values[j];
          count++;
        }
      }
      smooth[i] = values[i] > 0 ? sum / count : 0;
    }
    return smooth;
  }

  /**
   * One end, looked at as if it were the tail.
   *
   * @param score how much it looks like one
   * @param peduncle column where its fin would begin
   */
  private record End(double score, int peduncle) {

    static End of(
        double[] thickness, int end, int inwards, int columns, double thickest, double jag) {
      double[] inner = new double[columns + 1];
      for (int k = columns - 1; k >= 0; k--) {
        inner[k] = Math.max(inner[k + 1], thickness[end + inwards * k]);
      }
      double outer = 0;
      double flare = 1;
      int peduncle = (int) (USUAL_FIN * columns);
      for (int k = 0; k < FARTHEST * columns; k++) {
        double here = thickness[end + inwards * k];
        outer = Math.max(outer, here);
        double ratio = Math.min(outer, inner[k]) / (here + jag);
        if (k >= NEAREST * columns && ratio > Math.max(flare, LEAST_FLARE)) {
          flare = ratio;
          peduncle = k;
        }
      }
      double taper = 0;
      int from = (int) (NEAREST * columns);
      int to = (int) (0.3 * columns);
      for (int k = from; k < to; k++) {
        taper += thickness[end + inwards * k] / thickest / (to - from);
      }
      return new End(
          FLARE_WEIGHT * Math.log(flare) - TAPER_WEIGHT * taper, end + inwards * peduncle);
    }
  }
}

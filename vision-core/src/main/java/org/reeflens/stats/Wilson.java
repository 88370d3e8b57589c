package org.reeflens.stats;

/**
 * The score interval of a share (E. B. Wilson 1927, "Probable inference, the law of succession, and
 * statistical inference", JASA 22:209-212). It holds its promise for small numbers and near 0 and
 * 1, where the plain normal interval does not. It takes the cases for independent: crops of one
 * track, or frames of one clip, are not, and make it too narrow.
 */
public final class Wilson {

  /** Two-sided 95 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private Wilson() {}

  /**
   * The 95 % interval of a share.
   *
   * @param hits how many of the cases, 0 to {@code cases}
   * @param cases how many cases, 1 or more
   * @throws IllegalArgumentException if the numbers are out of range
   */
  public static Interval interval95(int hits, int cases) {
    if (cases < 1 || hits < 0 || hits > cases) {
      throw new IllegalArgumentException(hits + " of " + cases + " is no share");
    }
    double n = cases;
    double share = hits / n;
    double centre = share + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    // The ends are exactly 0 and 1 there; rounding must not push them off.
    double low = hits == 0 ? 0 : Math.max(0, (centre - spread) / scale);
    double high = hits == cases ? 1 : Math.min(1, (centre + spread) / scale);
    return new Interval(low, high);
  }
}

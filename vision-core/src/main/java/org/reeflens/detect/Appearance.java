package org.reeflens.detect;

import java.util.Arrays;

/**
 * How an animal looks, in features of whatever network was asked: a direction in the space of its
 * features. Pictures of one animal should have nearly the same one; two are compared only if they
 * come from the same network.
 */
public final class Appearance {
  private final float[] features;

  private Appearance(float[] features) {
    this.features = features;
  }

  /**
   * The direction of a vector of features; its length does not count.
   *
   * @param features (Input) one or more, finite, not all zero
   * @throws IllegalArgumentException if they are none of that
   */
  public static Appearance of(float[] features) {
    double squares = 0;
    for (float feature : features) {
      squares += (double) feature * feature;
    }
    if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "features must be finite and not all zero; there are " + features.length);
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[features.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (features[i] / length);
    }
    return new Appearance(unit);
  }

  /**
   * The cosine of the angle between both: 1 for the same look, 0 for nothing in common, down to -1.
   *
   * @throws IllegalArgumentException if they have not the same number of features
   */
  public double similarity(Appearance other) {
    requireSameNetwork(other);
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += (double) features[i] * other.features[i];
    }
    return Math.max(-1, Math.min(1, sum));
  }

  /**
   * A look between this one and a newer one, so that a single bad picture does not count for much.
   *
   * @param share how much the newer one counts, 0 to 1
   * @throws IllegalArgumentException if they have not the same number of features
   */
  public Appearance towards(Appearance newer, double share) {
    requireSameNetwork(newer);
    float[] mixed = new float[features.length];
    double squares = 0;
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) ((1 - share) * features[i] + share * newer.features[i]);
      squares += (double) mixed[i] * mixed[i];
    }
    // Two opposite looks have nothing between them.
    return squares > 0 ? of(mixed) : newer;
  }

  private void requireSameNetwork(Appearance other) {
    if (features.length != other.features.length) {
      throw new IllegalArgumentException(
          "looks of different networks: "
              + features.length
              + " and "
              + other.features.length
              + " features");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Appearance look && Arrays.equals(features, look.features);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(features);
  }

  @Override
  public String toString() {
    return "Appearance of " + features.length + " features";
  }
}

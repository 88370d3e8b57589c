package org.reeflens.stats;

import java.util.Arrays;
import java.util.List;

/**
 * How a detector did on pictures it was not trained with, in whole numbers: for each place how many
 * of its boxes at or above some confidences were an animal, and how many were not. From this comes
 * what a confidence is worth ({@link #curve}) and how many animals are found ({@link #found}). Kept
 * by place, because places differ far more than pictures of one place do.
 *
 * @param source which pictures and which weights, in words
 * @param confidences rising, each 0 to 1; two or more
 * @param places one or more
 */
public record HeldOutScores(String source, List<Double> confidences, List<Place> places) {

  /**
   * Copies the lists and checks them.
   *
   * @throws IllegalArgumentException if the confidences do not rise within 0 to 1, there is no
   *     place, or the numbers of a place do not fit
   */
  public HeldOutScores {
    confidences = List.copyOf(confidences);
    places = List.copyOf(places);
    require(!source.isBlank(), "held-out scores need their source");
    require(
        confidences.size() >= 2
            && confidences.get(0) >= 0
            && confidences.get(confidences.size() - 1) <= 1,
        "held-out scores need two or more confidences of 0 to 1: " + confidences);
    for (int i = 1; i < confidences.size(); i++) {
      require(
          confidences.get(i) > confidences.get(i - 1),
          "the confidences of held-out scores must rise: " + confidences);
    }
    require(!places.isEmpty(), "held-out scores need a place");
    for (Place place : places) {
      require(
          place.right.size() == confidences.size(),
          place.name + " must have as many numbers as there are confidences");
    }
  }

  /**
   * The boxes of one place.
   *
   * @param name what place
   * @param animals animals that people drew there, 1 or more
   * @param right boxes at or above each confidence that are an animal, none counted twice; falling
   *     from at most {@code animals}
   * @param wrong boxes at or above each confidence that are none; falling
   */
  public record Place(String name, int animals, List<Integer> right, List<Integer> wrong) {

    /**
     * Copies the lists and checks them.
     *
     * @throws IllegalArgumentException if the numbers are not as they should be
     */
    public Place {
      right = List.copyOf(right);
      wrong = List.copyOf(wrong);
      require(animals >= 1, name + " needs animals");
      require(
          right.size() == wrong.size() && isFalling(right, animals),
          name + ": the right boxes must fall from at most " + animals + ": " + right);
      require(isFalling(wrong, Integer.MAX_VALUE), name + ": the wrong boxes must fall: " + wrong);
    }

    private static boolean isFalling(List<Integer> numbers, int most) {
      int before = most;
      for (int number : numbers) {
        if (number < 0 || number > before) {
          return false;
        }
        before = number;
      }
      return true;
    }
  }

  /**
   * Share of a place's animals that have a box at or above a confidence; linear between those
   * known, and beyond them as at the nearest.
   *
   * @param place which place
   * @param confidence 0 to 1
   * @return 0 to 1
   */
  public double found(Place place, double confidence) {
    int last = confidences.size() - 1;
    int above = 0;
    while (above <= last && confidences.get(above) < confidence) {
      above++;
    }
    double boxes;
    if (above == 0) {
      boxes = place.right.get(0);
    } else if (above > last) {
      boxes = place.right.get(last);
    } else {
      double from = confidences.get(above - 1);
      double part = (confidence - from) / (confidences.get(above) - from);
      boxes = (1 - part) * place.right.get(above - 1) + part * place.right.get(above);
    }
    return boxes / place.animals;
  }

  /**
   * What confidences are worth at a place: the probability that a box is an animal, as a curve that
   * never falls (isotonic regression by pooling neighbours that do: R. E. Barlow et al. 1972,
   * "Statistical Inference under Order Restrictions"; for scores B. Zadrozny and C. Elkan 2002,
   * KDD). Half an animal and half a mistake are added to each pooled bin (H. Jeffreys), so that few
   * boxes make no certainty.
   *
   * @param place which place
   */
  public ScoreCurve curve(Place place) {
    int bins = confidences.size();
    double[] right = new double[bins];
    double[] boxes = new double[bins];
    double[] from = new double[bins];
    int pooled = 0;
    for (int i = 0; i < bins; i++) {
      boolean isLast = i == bins - 1;
      right[pooled] = place.right.get(i) - (isLast ? 0 : place.right.get(i + 1));
      boxes[pooled] = right[pooled] + place.wrong.get(i) - (isLast ? 0 : place.wrong.get(i + 1));
      from[pooled] = confidences.get(i);
      pooled++;
      while (pooled > 1 && share(right, boxes, pooled - 2) >= share(right, boxes, pooled - 1)) {
        pooled--;
        right[pooled - 1] += right[pooled];
        boxes[pooled - 1] += boxes[pooled];
      }
    }
    double[] shares = new double[pooled];
    for (int i = 0; i < pooled; i++) {
      shares[i] = share(right, boxes, i);
    }
    return new ScoreCurve(Arrays.copyOf(from, pooled), shares);
  }

  private static double share(double[] right, double[] boxes, int bin) {
    return (right[bin] + 0.5) / (boxes[bin] + 1);
  }

  /** A curve that rises in steps. */
  public static final class ScoreCurve {
    private final double[] from;
    private final double[] shares;

    private ScoreCurve(double[] from, double[] shares) {
      this.from = from;
      this.shares = shares;
    }

    /**
     * The probability that a box of a confidence is an animal; below the lowest confidence known as
     * there.
     *
     * @param confidence 0 to 1
     * @return above 0 and below 1
     */
    public double right(double confidence) {
      int step = 0;
      while (step + 1 < from.length && from[step + 1] <= confidence) {
        step++;
      }
      return shares[step];
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

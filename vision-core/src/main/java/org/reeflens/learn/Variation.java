package org.reeflens.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which values one setting of a tracker may take while it is fitted.
 *
 * @param setting its name, such as {@code life.lostSeconds}; see {@link
 *     org.reeflens.track.TrackerConfig#numbers}
 * @param values the values to choose from, one or more; of a range its two ends
 * @param isRange whether all between the two ends may be taken too
 */
public record Variation(String setting, List<Double> values, boolean isRange) {

  /**
   * From this ratio of the ends on, a range is drawn from evenly by ratio and not by difference.
   */
  private static final double WIDE = 8;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is none, one is not finite, or a range does not rise
   */
  public Variation {
    values = List.copyOf(values);
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("no values for " + setting + ": " + values);
    }
    if (isRange && !(values.size() == 2 && values.get(0) < values.get(1))) {
      throw new IllegalArgumentException("the range of " + setting + " does not rise: " + values);
    }
  }

  /** Any value between two ends. */
  public static Variation between(String setting, double from, double to) {
    return new Variation(setting, List.of(from, to), true);
  }

  /** One of some values. */
  public static Variation among(String setting, List<Double> values) {
    return new Variation(setting, values, false);
  }

  /**
   * Reads {@code life.lostSeconds=1..4} or {@code life.minHits=2,3,4}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Variation of(String text) {
    int sign = text.indexOf('=');
    String setting = sign < 0 ? "" : text.substring(0, sign).strip();
    String numbers = text.substring(sign + 1);
    try {
      if (setting.isEmpty()) {
        throw new NumberFormatException("no name");
      }
      int dots = numbers.indexOf("..");
      if (dots >= 0) {
        return between(
            setting,
            Double.parseDouble(numbers.substring(0, dots)),
            Double.parseDouble(numbers.substring(dots + 2)));
      }
      List<Double> values = new ArrayList<>();
      for (String number : numbers.split(",", -1)) {
        values.add(Double.valueOf(number));
      }
      return among(setting, values);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no variation; write NAME=FROM..TO or NAME=VALUE,VALUE".formatted(text), e);
    }
  }

  /** A value at random. */
  double draw(SplittableRandom random) {
    if (!isRange) {
      return values.get(random.nextInt(values.size()));
    }
    double from = values.get(0);
    double to = values.get(1);
    double part = random.nextDouble();
    return from > 0 && to / from >= WIDE
        ? from * Math.pow(to / from, part)
        : from + part * (to - from);
  }

  /** As {@link #of} reads it, without the name. */
  @Override
  public String toString() {
    return isRange
        ? values.get(0) + ".." + values.get(1)
        : String.join(",", values.stream().map(String::valueOf).toList());
  }
}

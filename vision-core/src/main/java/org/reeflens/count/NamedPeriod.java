package org.reeflens.count;

import java.util.Locale;

/**
 * A period under the name that tables call it by.
 *
 * @param name such as {@code all}, {@code first 5 min} or {@code 60-120}
 * @param period from when to when
 */
public record NamedPeriod(String name, Period period) {

  /** The whole analysed time. */
  public static NamedPeriod all(Period period) {
    return new NamedPeriod("all", period);
  }

  /**
   * The first minutes of a period, or all of it where it is shorter: the row then keeps its name,
   * and its end says how far it goes.
   *
   * @param minutes above 0
   * @param period the analysed time
   * @throws IllegalArgumentException if the minutes are not above 0
   */
  public static NamedPeriod first(double minutes, Period period) {
    if (!(minutes > 0)) {
      throw new IllegalArgumentException("the first minutes must be more than 0: " + minutes);
    }
    double end = Math.min(period.fromSeconds() + 60 * minutes, period.toSeconds());
    return new NamedPeriod(
        "first " + plain(minutes) + " min", new Period(period.fromSeconds(), end));
  }

  /** A period named by its ends, dive seconds. */
  public static NamedPeriod byEnds(Period period) {
    return new NamedPeriod(number(period.fromSeconds()) + "-" + number(period.toSeconds()), period);
  }

  /** A number as it was asked for: 5, 0.5. */
  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** A number without the decimals it does not need. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}

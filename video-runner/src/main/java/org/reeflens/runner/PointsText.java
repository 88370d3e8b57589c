package org.reeflens.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.reeflens.geometry.Point;

/** Reads places in the picture: {@code x,y,x,y}, pixels of the source. */
final class PointsText {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private PointsText() {}

  /**
   * The places.
   *
   * @throws IllegalArgumentException if the text is no list of places
   */
  static List<Point> places(String text) {
    List<String> numbers = COMMA.splitAsStream(text.strip()).toList();
    if (numbers.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "each place needs x and y, but here are " + numbers.size() + " numbers");
    }
    List<Point> places = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      places.add(new Point(number(numbers.get(i)), number(numbers.get(i + 1))));
    }
    return places;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number of pixels; write places as 100,360,100,0", none);
    }
  }
}

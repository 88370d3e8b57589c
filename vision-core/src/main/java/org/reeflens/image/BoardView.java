package org.reeflens.image;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;

/**
 * A board as one picture shows it.
 *
 * @param corners the numbers of the corners that were found, in rising order
 * @param places where they are, pixels, one for each
 * @param blurPx how many pixels the edges of the squares take from black to white (80 % of it);
 *     null if that is not known
 */
public record BoardView(List<Integer> corners, List<Point> places, @Nullable Double blurPx) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they are of different lengths
   */
  public BoardView {
    corners = List.copyOf(corners);
    places = List.copyOf(places);
    if (corners.size() != places.size()) {
      throw new IllegalArgumentException(
          corners.size() + " corners at " + places.size() + " places");
    }
  }

  /** Only those corners, in their order; none that was not found. */
  public BoardView only(List<Integer> wanted) {
    List<Integer> both = corners.stream().filter(wanted::contains).toList();
    return new BoardView(
        both, both.stream().map(corner -> places.get(corners.indexOf(corner))).toList(), blurPx);
  }
}

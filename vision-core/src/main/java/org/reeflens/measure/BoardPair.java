package org.reeflens.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.reeflens.geometry.Point;
import org.reeflens.image.BoardView;

/**
 * A board as both cameras saw it at one moment, with the corners that both saw.
 *
 * @param name of the pictures or the moment, for people
 * @param left in the left picture
 * @param right in the right picture, with the same corners
 */
public record BoardPair(String name, BoardView left, BoardView right) {

  /**
   * Checks that it is one board.
   *
   * @throws IllegalArgumentException if the two have different corners
   */
  public BoardPair {
    if (!left.corners().equals(right.corners())) {
      throw new IllegalArgumentException(name + ": left and right have different corners");
    }
  }

  /**
   * A pair of two views, with the corners that both have. A chessboard looks the same upside down
   * if it has as many rows, odd or even, as columns; where the two were numbered from opposite
   * ends, the right one is numbered anew: cameras of a pair are not upside down to each other.
   */
  public static BoardPair of(String name, BoardView left, BoardView right) {
    BoardView seenLeft = left.only(right.corners());
    BoardView seenRight = right.only(left.corners());
    return new BoardPair(
        name, seenLeft, againstEachOther(seenLeft, seenRight) ? reversed(seenRight) : seenRight);
  }

  private static boolean againstEachOther(BoardView left, BoardView right) {
    if (left.places().isEmpty()) {
      return false;
    }
    Point l = way(left.places());
    Point r = way(right.places());
    return l.x() * r.x() + l.y() * r.y() < 0;
  }

  private static Point way(List<Point> places) {
    Point first = places.get(0);
    Point last = places.get(places.size() - 1);
    return new Point(last.x() - first.x(), last.y() - first.y());
  }

  private static BoardView reversed(BoardView view) {
    List<Point> places = new ArrayList<>(view.places());
    Collections.reverse(places);
    return new BoardView(view.corners(), places, view.blurPx());
  }
}

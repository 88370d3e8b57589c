package org.reeflens.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;

/**
 * Joins what was found in the overlapping tiles of one picture, class by class:
 *
 * <ol>
 *   <li>A box is a <em>piece</em> if it ends at an inner border of its tile: within 1 % of the
 *       tile's side, or 2 pixels. Borders of the picture cut nothing off that another tile shows.
 *   <li>Two pieces that end at borders facing each other, reach across the whole strip that their
 *       tiles share, and agree across it (IoU of their spans 0.5 or more) are the ends of one
 *       animal: they become one box around both, with the higher confidence. It is a piece still if
 *       it ends at another inner border.
 *   <li>Whole boxes before pieces, larger pieces before smaller ones, the surer whole box first: a
 *       box is kept unless it overlaps a kept one by more than a limit (IoU), or is a piece of
 *       which {@value #INSIDE} or more lies in a kept one. That one takes the piece's confidence
 *       where it is higher, since the piece shows a part of the same animal.
 * </ol>
 *
 * <p>The numbers are guesses, tried on the pictures named in the guide to tiled detection.
 */
final class TileMerge {

  /** Part of a piece that lies in a fuller box. */
  static final double INSIDE = 0.7;

  private static final double BORDER = 0.01;
  private static final double LEAST_BORDER = 2;
  private static final double SAME_SPAN = 0.5;

  private final int width;
  private final int height;
  private final double iou;
  private final List<Part> parts = new ArrayList<>();

  /**
   * For one picture.
   *
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   * @param iou overlap (IoU) above which the weaker of two boxes is a double
   */
  TileMerge(int width, int height, double iou) {
    this.width = width;
    this.height = height;
    this.iou = iou;
  }

  /**
   * Adds what was found in a tile.
   *
   * @param tile the tile, or the whole picture
   * @param detections in the tile's own pixels
   */
  void add(Region tile, List<Detection> detections) {
    double atX = Math.max(LEAST_BORDER, BORDER * tile.width());
    double atY = Math.max(LEAST_BORDER, BORDER * tile.height());
    int right = tile.x() + tile.width();
    int bottom = tile.y() + tile.height();
    for (Detection one : detections) {
      Box in = one.box();
      Box box =
          new Box(
              in.left() + tile.x(),
              in.top() + tile.y(),
              in.right() + tile.x(),
              in.bottom() + tile.y());
      parts.add(
          new Part(
              box,
              one.confidence(),
              one.classIndex(),
              tile,
              tile.x() > 0 && in.left() + 0.5 <= atX,
              tile.y() > 0 && in.top() + 0.5 <= atY,
              right < width && in.right() + 0.5 >= tile.width() - atX,
              bottom < height && in.bottom() + 0.5 >= tile.height() - atY));
    }
  }

  /** What is in the picture, by falling confidence, in its pixels. */
  List<Detection> result() {
    List<Part> joined = joinEnds(parts);
    joined.sort(
        Comparator.comparing(Part::isPiece)
            .thenComparingDouble(part -> part.isPiece() ? -part.box.area() : -part.confidence)
            .thenComparingDouble(part -> -part.confidence));
    List<Part> kept = new ArrayList<>();
    for (Part part : joined) {
      int absorbing = absorbing(kept, part);
      if (absorbing < 0) {
        kept.add(part);
      } else if (part.isPiece() && kept.get(absorbing).confidence < part.confidence) {
        kept.set(absorbing, kept.get(absorbing).with(part.confidence));
      }
    }
    return kept.stream()
        .sorted(Comparator.comparingDouble(part -> -part.confidence))
        .map(part -> new Detection(part.box, part.confidence, part.classIndex))
        .toList();
  }

  /** The kept box that a box doubles, -1 for none. */
  private int absorbing(List<Part> kept, Part part) {
    for (int i = 0; i < kept.size(); i++) {
      Part other = kept.get(i);
      if (other.classIndex == part.classIndex
          && (other.box.iou(part.box) > iou
              || (part.isPiece()
                  && other.box.intersection(part.box) >= INSIDE * part.box.area()))) {
        return i;
      }
    }
    return -1;
  }

  /** Joins facing pieces, pair by pair, until none are left; a long animal spans many tiles. */
  private static List<Part> joinEnds(List<Part> parts) {
    List<Part> open = new ArrayList<>(parts);
    List<Part> done = new ArrayList<>();
    while (!open.isEmpty()) {
      Part one = open.remove(open.size() - 1);
      boolean joined = false;
      for (int i = 0; one.isPiece() && i < open.size() && !joined; i++) {
        Optional<Part> both = one.joined(open.get(i));
        if (both.isPresent()) {
          open.set(i, both.get());
          joined = true;
        }
      }
      if (!joined) {
        done.add(one);
      }
    }
    return done;
  }

  /**
   * A box of a tile.
   *
   * @param box in the picture's pixels
   * @param tile the part of the picture that was looked at
   * @param left whether it ends at the tile's inner left border; the others likewise
   */
  private record Part(
      Box box,
      double confidence,
      int classIndex,
      Region tile,
      boolean left,
      boolean top,
      boolean right,
      boolean bottom) {

    boolean isPiece() {
      return left || top || right || bottom;
    }

    Part with(double higher) {
      return new Part(box, higher, classIndex, tile, left, top, right, bottom);
    }

    /** Both as one animal, if they are its ends. */
    Optional<Part> joined(Part other) {
      if (other.classIndex != classIndex) {
        return Optional.empty();
      }
      if (facesAlongX(other) || facesAlongY(other)) {
        return Optional.of(around(other));
      }
      return other.facesAlongX(this) || other.facesAlongY(this)
          ? Optional.of(other.around(this))
          : Optional.empty();
    }

    /** Whether this is the left end and the other the right one. */
    private boolean facesAlongX(Part other) {
      double strip = other.tile.x() - 0.5;
      double end = tile.x() + tile.width() - 0.5;
      return right
          && other.left
          && strip < end
          && box.left() < strip
          && other.box.right() > end
          && span(box.top(), box.bottom(), other.box.top(), other.box.bottom()) >= SAME_SPAN;
    }

    private boolean facesAlongY(Part other) {
      double strip = other.tile.y() - 0.5;
      double end = tile.y() + tile.height() - 0.5;
      return bottom
          && other.top
          && strip < end
          && box.top() < strip
          && other.box.bottom() > end
          && span(box.left(), box.right(), other.box.left(), other.box.right()) >= SAME_SPAN;
    }

    /** IoU of two spans. */
    private static double span(double from, double to, double otherFrom, double otherTo) {
      double shared = Math.min(to, otherTo) - Math.max(from, otherFrom);
      return shared / (Math.max(to, otherTo) - Math.min(from, otherFrom));
    }

    /** Around this and the next one to the right or below. */
    private Part around(Part next) {
      boolean alongX = facesAlongX(next);
      Box both =
          new Box(
              Math.min(box.left(), next.box.left()),
              Math.min(box.top(), next.box.top()),
              Math.max(box.right(), next.box.right()),
              Math.max(box.bottom(), next.box.bottom()));
      int x = Math.min(tile.x(), next.tile.x());
      int y = Math.min(tile.y(), next.tile.y());
      Region tiles =
          new Region(
              x,
              y,
              Math.max(tile.x() + tile.width(), next.tile.x() + next.tile.width()) - x,
              Math.max(tile.y() + tile.height(), next.tile.y() + next.tile.height()) - y);
      return new Part(
          both,
          Math.max(confidence, next.confidence),
          classIndex,
          tiles,
          alongX ? left : left || next.left,
          alongX ? top || next.top : top,
          alongX ? next.right : right || next.right,
          alongX ? bottom || next.bottom : next.bottom);
    }
  }
}

package org.reeflens.measure;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reeflens.geometry.Point;

/**
 * The dots of two lasers in a picture, found by their colour: small spots that are redder or
 * greener than all around them, two of a kind.
 *
 * <p>All thresholds are guesses, tried on drawn pictures.
 *
 * @param left the one farther to the left, source pixels
 * @param right the other one
 */
public record LaserDots(Point left, Point right) {

  /**
   * Pixels to each side over which a spot is averaged, so that a core burnt to white joins its
   * coloured rim.
   */
  private static final int SPOT = 2;

  /** A spot stands out from the mean of so many pixels to each side. */
  private static final int AROUND = 20;

  /** Grey levels, and standard deviations of the whole picture, by which it stands out. */
  private static final double LEAST = 20;

  private static final double DEVIATIONS = 6;

  /** Pixels of a spot, at least, and the share of the picture that it covers at most. */
  private static final int SMALLEST = 4;

  private static final double LARGEST = 0.002;

  /** The strongest spots, which are looked at. */
  private static final int STRONGEST = 8;

  /** How much better than any other pair the two must match. */
  private static final double CLEARLY = 1.4;

  /** How alike two dots are at least, 0 to 1. */
  private static final double ALIKE = 0.25;

  private record Spot(Point place, double strength, int area) {}

  private record Pair(Spot one, Spot other, double likeness) {}

  /**
   * Finds the dots.
   *
   * @throws MeasureException if there is no pair of like spots, or more than one; the dots must
   *     then be clicked
   */
  public static LaserDots in(BufferedImage picture) {
    List<Pair> pairs = new ArrayList<>();
    for (int shift : new int[] {16, 8}) {
      pairs.addAll(pairs(spots(picture, shift)));
    }
    pairs.sort(Comparator.comparingDouble(Pair::likeness).reversed());
    if (pairs.isEmpty() || pairs.get(0).likeness() < ALIKE) {
      throw new MeasureException("no pair of laser dots was found; click them");
    }
    if (pairs.size() > 1 && pairs.get(0).likeness() < CLEARLY * pairs.get(1).likeness()) {
      throw new MeasureException(
          "more than two spots look like laser dots; click the two that are");
    }
    Point one = pairs.get(0).one().place();
    Point other = pairs.get(0).other().place();
    return one.x() <= other.x() ? new LaserDots(one, other) : new LaserDots(other, one);
  }

  /** All pairs of spots: alike in strength and area, and strong beside the strongest spot. */
  private static List<Pair> pairs(List<Spot> spots) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < spots.size(); i++) {
      for (int j = i + 1; j < spots.size(); j++) {
        Spot weak = spots.get(j);
        Spot strong = spots.get(i);
        double areas =
            (double) Math.min(weak.area(), strong.area()) / Math.max(weak.area(), strong.area());
        double likeness =
            weak.strength()
                / strong.strength()
                * Math.sqrt(areas)
                * weak.strength()
                / spots.get(0).strength();
        pairs.add(new Pair(strong, weak, likeness));
      }
    }
    return pairs;
  }

  /** Spots of one colour, the strongest first. */
  private static List<Spot> spots(BufferedImage picture, int shift) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    int[] sums = sums(pixels, width, height, shift);
    float[] spot = new float[pixels.length];
    double squares = 0;
    for (int i = 0; i < spot.length; i++) {
      int x = i % width;
      int y = i / width;
      spot[i] =
          (float) (mean(sums, width, height, x, y, SPOT) - mean(sums, width, height, x, y, AROUND));
      squares += (double) spot[i] * spot[i] / spot.length;
    }
    double threshold = Math.max(LEAST, DEVIATIONS * Math.sqrt(squares));
    List<Spot> spots = new ArrayList<>();
    boolean[] seen = new boolean[spot.length];
    int[] members = new int[spot.length];
    for (int i = 0; i < spot.length; i++) {
      if (!seen[i] && spot[i] > threshold) {
        Spot found = flood(spot, width, height, threshold, seen, members, i);
        if (found.area() >= SMALLEST && found.area() <= LARGEST * spot.length) {
          spots.add(found);
        }
      }
    }
    spots.sort(Comparator.comparingDouble(Spot::strength).reversed());
    return spots.subList(0, Math.min(STRONGEST, spots.size()));
  }

  /**
   * The pixels over the threshold that hang together with a first one. Area and middle are those of
   * the part over half of the peak, weighted by how far: what lies around a dot then hardly counts.
   */
  private static Spot flood(
      float[] values,
      int width,
      int height,
      double threshold,
      boolean[] seen,
      int[] members,
      int first) {
    int count = 0;
    double peak = 0;
    members[count++] = first;
    seen[first] = true;
    for (int next = 0; next < count; next++) {
      int at = members[next];
      peak = Math.max(peak, values[at]);
      for (int side = 0; side < 4; side++) {
        int x = at % width + (side == 0 ? 1 : side == 1 ? -1 : 0);
        int y = at / width + (side == 2 ? 1 : side == 3 ? -1 : 0);
        int beside = y * width + x;
        if (x >= 0
            && x < width
            && y >= 0
            && y < height
            && !seen[beside]
            && values[beside] > threshold) {
          seen[beside] = true;
          members[count++] = beside;
        }
      }
    }
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    int area = 0;
    for (int i = 0; i < count; i++) {
      double weight = values[members[i]] - peak / 2;
      if (weight > 0) {
        sum += weight;
        int x = members[i] % width;
        int y = members[i] / width;
        sumX += weight * x;
        sumY += weight * y;
        area++;
      }
    }
    return new Spot(new Point(sumX / sum, sumY / sum), peak, area);
  }

  /**
   * Sums of how much redder or greener each pixel is than the rest of it, over all pixels above and
   * to the left. They may run over; differences of four are right all the same.
   */
  private static int[] sums(int[] pixels, int width, int height, int shift) {
    int[] sums = new int[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      int row = 0;
      for (int x = 0; x < width; x++) {
        int pixel = pixels[y * width + x];
        int other = pixel >> (24 - shift) & 0xff;
        row += Math.max(0, (pixel >> shift & 0xff) - Math.max(other, pixel & 0xff));
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    return sums;
  }

  /** Mean over a square of so many pixels to each side, as far as the picture goes. */
  private static double mean(int[] sums, int width, int height, int x, int y, int side) {
    int left = Math.max(0, x - side);
    int right = Math.min(width, x + side + 1);
    int top = Math.max(0, y - side);
    int bottom = Math.min(height, y + side + 1);
    int sum =
        sums[bottom * (width + 1) + right]
            - sums[top * (width + 1) + right]
            - sums[bottom * (width + 1) + left]
            + sums[top * (width + 1) + left];
    return (double) sum / ((bottom - top) * (right - left));
  }
}

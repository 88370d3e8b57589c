package org.reeflens.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which pixels of a block of a picture belong to something. Pixel centres are at integers; all
 * pixels outside the block are outside the mask.
 */
public final class Mask {
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final boolean[] inside;

  private Mask(int left, int top, int width, int height, boolean[] inside) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.inside = inside;
  }

  /**
   * A mask from its pixels.
   *
   * @param left column of the block's first pixel in the picture
   * @param top row of the block's first pixel in the picture
   * @param width columns of the block, 1 or more
   * @param height rows of the block, 1 or more
   * @param inside (Input) {@code (height * width)} pixels, row by row; copied
   * @throws IllegalArgumentException if the block is empty or has not as many pixels
   */
  public static Mask of(int left, int top, int width, int height, boolean[] inside) {
    if (width < 1 || height < 1 || inside.length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "a mask of " + width + " x " + height + " has no " + inside.length + " pixels");
    }
    return new Mask(left, top, width, height, inside.clone());
  }

  /** The pixels whose centres lie in a polygon, see {@link Polygon#contains}. */
  public static Mask of(Polygon outline) {
    List<Point> corners = outline.corners();
    int left = (int) Math.floor(corners.stream().mapToDouble(Point::x).min().orElseThrow());
    int top = (int) Math.floor(corners.stream().mapToDouble(Point::y).min().orElseThrow());
    int right = (int) Math.ceil(corners.stream().mapToDouble(Point::x).max().orElseThrow());
    int bottom = (int) Math.ceil(corners.stream().mapToDouble(Point::y).max().orElseThrow());
    int width = right - left + 1;
    int height = bottom - top + 1;
    boolean[] inside = new boolean[Math.multiplyExact(width, height)];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = outline.contains(new Point(left + i % width, top + i / width));
    }
    return new Mask(left, top, width, height, inside);
  }

  /** Column of the block's first pixel in the picture. */
  public int left() {
    return left;
  }

  /** Row of the block's first pixel in the picture. */
  public int top() {
    return top;
  }

  /** Columns of the block. */
  public int width() {
    return width;
  }

  /** Rows of the block. */
  public int height() {
    return height;
  }

  /** Whether a pixel of the picture belongs to the mask. */
  public boolean contains(int x, int y) {
    int column = x - left;
    int row = y - top;
    return column >= 0
        && column < width
        && row >= 0
        && row < height
        && inside[row * width + column];
  }

  /** Number of pixels. */
  public int area() {
    int area = 0;
    for (boolean pixel : inside) {
      area += pixel ? 1 : 0;
    }
    return area;
  }

  /**
   * How much of the mask lies at the block's edge, where it may be cut.
   *
   * @param margin rows and columns that count as the edge, 1 or more
   * @return number of rows and columns, counted at each of the four sides, that have a pixel there
   */
  public int onEdge(int margin) {
    int count = 0;
    for (int y = 0; y < height; y++) {
      count += any(0, Math.min(margin, width), y, y + 1) ? 1 : 0;
      count += any(Math.max(0, width - margin), width, y, y + 1) ? 1 : 0;
    }
    for (int x = 0; x < width; x++) {
      count += any(x, x + 1, 0, Math.min(margin, height)) ? 1 : 0;
      count += any(x, x + 1, Math.max(0, height - margin), height) ? 1 : 0;
    }
    return count;
  }

  private boolean any(int fromX, int toX, int fromY, int toY) {
    for (int y = fromY; y < toY; y++) {
      for (int x = fromX; x < toX; x++) {
        if (inside[y * width + x]) {
          return true;
        }
      }
    }
    return false;
  }

  /** The smallest box around the pixels, their full squares included; empty if there are none. */
  public Optional<Box> box() {
    int first = width;
    int last = -1;
    int upper = height;
    int lower = -1;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        first = Math.min(first, i % width);
        last = Math.max(last, i % width);
        upper = Math.min(upper, i / width);
        lower = Math.max(lower, i / width);
      }
    }
    return last < 0
        ? Optional.empty()
        : Optional.of(
            new Box(left + first - 0.5, top + upper - 0.5, left + last + 0.5, top + lower + 0.5));
  }

  /**
   * The largest part whose pixels hang together (corners count), its holes filled; empty if there
   * are no pixels.
   */
  public Optional<Mask> largestPart() {
    int[] part = new int[inside.length];
    int[] open = new int[inside.length];
    int parts = 0;
    int largest = 0;
    int most = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i] && part[i] == 0) {
        int pixels = flood(inside, true, part, open, i, ++parts);
        if (pixels > most) {
          most = pixels;
          largest = parts;
        }
      }
    }
    if (most == 0) {
      return Optional.empty();
    }
    boolean[] kept = new boolean[inside.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = part[i] == largest;
    }
    return Optional.of(new Mask(left, top, width, height, withoutHoles(kept)));
  }

  /** Fills what cannot be reached from the block's edge. */
  private boolean[] withoutHoles(boolean[] pixels) {
    int[] reached = new int[pixels.length];
    int[] open = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int column = i % width;
      int row = i / width;
      boolean edge = column == 0 || row == 0 || column == width - 1 || row == height - 1;
      if (edge && !pixels[i] && reached[i] == 0) {
        flood(pixels, false, reached, open, i, 1);
      }
    }
    boolean[] filled = new boolean[pixels.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = reached[i] == 0;
    }
    return filled;
  }

  /**
   * Gives a number to all pixels of one value that hang together with a first one: what is inside
   * over corners too, what is outside over sides alone.
   *
   * @param open (Output) room for as many places as there are pixels
   * @return how many there are
   */
  private int flood(
      boolean[] pixels, boolean value, int[] numbers, int[] open, int first, int number) {
    int waiting = 0;
    int count = 0;
    open[waiting++] = first;
    numbers[first] = number;
    while (waiting > 0) {
      int at = open[--waiting];
      count++;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int x = at % width + dx;
          int y = at / width + dy;
          if ((value || dx == 0 || dy == 0) && x >= 0 && x < width && y >= 0 && y < height) {
            int next = y * width + x;
            if (pixels[next] == value && numbers[next] == 0) {
              numbers[next] = number;
              open[waiting++] = next;
            }
          }
        }
      }
    }
    return count;
  }

  /** Intersection over union with another mask, 0 to 1; 0 where both are empty. */
  public double iou(Mask other) {
    int shared = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i] && other.contains(left + i % width, top + i / width)) {
        shared++;
      }
    }
    int union = area() + other.area() - shared;
    return union == 0 ? 0 : (double) shared / union;
  }

  /** Whether both have the same block and the same pixels in it. */
  @Override
  public boolean equals(Object object) {
    return object instanceof Mask other
        && left == other.left
        && top == other.top
        && width == other.width
        && height == other.height
        && Arrays.equals(inside, other.inside);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * left + top) + width) + Arrays.hashCode(inside);
  }

  @Override
  public String toString() {
    return "mask of "
        + area()
        + " pixels in "
        + width
        + " x "
        + height
        + " at "
        + left
        + ", "
        + top;
  }
}

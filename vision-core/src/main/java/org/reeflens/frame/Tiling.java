package org.reeflens.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a picture is cut into overlapping tiles of one size that cover it.
 *
 * @param columns tiles side by side; 0 where {@code side} says it
 * @param rows tiles on top of each other; 0 where {@code side} says it
 * @param side width and height of a tile, source pixels; 0 where columns and rows say it. Smaller
 *     pictures are one tile
 * @param overlap the least part of a tile's width and height that it shares with the next, 0 to
 *     0.5. An animal that is no larger is whole in one of the tiles
 * @param whole whether the whole picture is looked at too, for animals larger than the overlap
 */
public record Tiling(int columns, int rows, int side, double overlap, boolean whole) {

  /** Overlap where none is given: a fifth, as in SAHI (Akyon et al. 2022, arXiv:2202.06934). */
  public static final double OVERLAP = 0.2;

  private static final Pattern GRID = Pattern.compile("([0-9]{1,2})[x×]([0-9]{1,2})");
  private static final Pattern SIDE = Pattern.compile("[0-9]{2,5}");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if they are out of their range, or neither a grid nor a side
   */
  public Tiling {
    boolean grid = columns >= 1 && columns <= 32 && rows >= 1 && rows <= 32 && side == 0;
    boolean fixed = columns == 0 && rows == 0 && side >= 16;
    if (!grid && !fixed) {
      throw new IllegalArgumentException(
          "tiles must be 1 to 32 columns and rows, or a side of 16 pixels or more: "
              + columns
              + " x "
              + rows
              + ", side "
              + side);
    }
    if (!(overlap >= 0 && overlap <= 0.5)) {
      throw new IllegalArgumentException("overlap must be 0 to 0.5: " + overlap);
    }
  }

  /** A grid of tiles and the whole picture. */
  public static Tiling grid(int columns, int rows) {
    return new Tiling(columns, rows, 0, OVERLAP, true);
  }

  /** Tiles of a side in source pixels, as many as it takes, and the whole picture. */
  public static Tiling ofSide(int pixels) {
    return new Tiling(0, 0, pixels, OVERLAP, true);
  }

  /**
   * The tiling of a text: {@code 2x2} for columns and rows, {@code 640} for a side in pixels.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Tiling of(String text) {
    Matcher grid = GRID.matcher(text);
    if (grid.matches()) {
      return grid(Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2)));
    }
    if (SIDE.matcher(text).matches()) {
      return ofSide(Integer.parseInt(text));
    }
    throw new IllegalArgumentException(
        "tiles must be columns by rows such as 2x2, or a side in pixels such as 640: '"
            + text
            + "'");
  }

  /** This tiling with another overlap. */
  public Tiling withOverlap(double part) {
    return new Tiling(columns, rows, side, part, whole);
  }

  /** This tiling without a look at the whole picture. */
  public Tiling withoutWhole() {
    return new Tiling(columns, rows, side, overlap, false);
  }

  /**
   * The tiles of a picture, by rows from the upper left; without the whole picture.
   *
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   */
  public List<Region> tiles(int width, int height) {
    int tileWidth = side > 0 ? Math.min(side, width) : length(width, columns);
    int tileHeight = side > 0 ? Math.min(side, height) : length(height, rows);
    List<Region> tiles = new ArrayList<>();
    for (int y : starts(height, tileHeight, rows)) {
      for (int x : starts(width, tileWidth, columns)) {
        tiles.add(new Region(x, y, tileWidth, tileHeight));
      }
    }
    return tiles;
  }

  /** So long that {@code count} tiles cover the side and share the overlap. */
  private int length(int side, int count) {
    return Math.min(side, (int) Math.ceil(side / (count - (count - 1) * overlap)));
  }

  /** First pixels of the tiles along a side, evenly spread. */
  private List<Integer> starts(int side, int tile, int count) {
    int needed = count > 0 ? count : needed(side, tile);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < needed; i++) {
      starts.add(needed == 1 ? 0 : (int) Math.round((double) i * (side - tile) / (needed - 1)));
    }
    return starts.stream().distinct().toList();
  }

  private int needed(int side, int tile) {
    double step = tile * (1 - overlap);
    return 1 + (int) Math.ceil((side - tile) / step);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "tiles %s, overlap %s%s",
        side > 0 ? "of " + side + " pixels" : columns + "x" + rows,
        overlap,
        whole ? ", and the whole picture" : "");
  }
}

package org.reeflens.count;

import java.util.List;
import org.reeflens.geometry.Box;

/**
 * How crowded the frame of a MaxN is, and with it whether that MaxN is likely too low: animals that
 * hide each other are not seen, boxes that overlap much are merged as doubles, and where the
 * picture is full no more can be counted. The thresholds are guesses: what they do on real clips is
 * told in the guide on counts.
 *
 * @param animals boxes of the counted taxon in the frame, 1 or more
 * @param touching share of these that overlap another box of any taxon by an IoU of 0.1 or more, 0
 *     to 1; detectors commonly drop a box as a double from 0.45 on
 * @param covered share of the picture that lies in the boxes of all taxa, added up, so that what is
 *     covered twice counts twice; 0 or more
 */
public record Crowding(int animals, double touching, double covered) {
  private static final double TOUCHING_IOU = 0.1;
  private static final double MANY_TOUCHING = 0.3;
  private static final int FEW = 3;
  private static final double MUCH_COVERED = 0.4;

  /**
   * Looks at a frame.
   *
   * @param counted boxes of the counted taxon, source pixels
   * @param all boxes of all taxa, those of the counted one among them
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   */
  static Crowding of(List<Box> counted, List<Box> all, int width, int height) {
    int touching = 0;
    for (Box box : counted) {
      // A box overlaps itself.
      long others = all.stream().filter(other -> box.iou(other) >= TOUCHING_IOU).count() - 1;
      touching += others > 0 ? 1 : 0;
    }
    double area = all.stream().mapToDouble(box -> box.clip(width, height).area()).sum();
    return new Crowding(
        counted.size(),
        counted.isEmpty() ? 0 : (double) touching / counted.size(),
        area / ((double) width * height));
  }

  /**
   * Whether MaxN is to be read as a lower bound: three animals or more of which three in ten touch,
   * or four tenths of the picture covered.
   */
  public boolean saturated() {
    return (animals >= FEW && touching >= MANY_TOUCHING) || covered >= MUCH_COVERED;
  }
}

package org.reeflens.inference;

import java.util.Optional;
import org.reeflens.geometry.Box;
import org.reeflens.model.ModelManifest;

/**
 * Where a picture lies in the network's input. Coordinates of the input run over its edges, 0 to
 * its width; source pixels have their centres at integers.
 *
 * @param sourceWidth columns of the picture
 * @param sourceHeight rows of the picture
 * @param x first column of the input that it covers
 * @param y first row of the input that it covers
 * @param width columns of the input that it covers
 * @param height rows of the input that it covers
 */
public record Placement(int sourceWidth, int sourceHeight, int x, int y, int width, int height) {

  /** Places a picture as a manifest says. */
  public static Placement of(ModelManifest.Input input, int sourceWidth, int sourceHeight) {
    if (input.resize() == ModelManifest.Resize.STRETCH) {
      return new Placement(sourceWidth, sourceHeight, 0, 0, input.width(), input.height());
    }
    double scale =
        Math.min((double) input.width() / sourceWidth, (double) input.height() / sourceHeight);
    int width = scaled(sourceWidth, scale, input.width());
    int height = scaled(sourceHeight, scale, input.height());
    boolean centre = input.resize() == ModelManifest.Resize.LETTERBOX_CENTRE;
    return new Placement(
        sourceWidth,
        sourceHeight,
        centre ? (input.width() - width) / 2 : 0,
        centre ? (input.height() - height) / 2 : 0,
        width,
        height);
  }

  private static int scaled(int side, double scale, int most) {
    return (int) Math.max(1, Math.min(most, Math.round(side * scale)));
  }

  /**
   * A box of the input in source pixels, clipped to the picture. Each side has its own scale, since
   * the covered part has whole pixels.
   *
   * @return empty if nothing of it lies in the picture
   */
  public Optional<Box> toSource(double left, double top, double right, double bottom) {
    Box box =
        new Box(sourceX(left), sourceY(top), sourceX(right), sourceY(bottom))
            .clip(sourceWidth, sourceHeight);
    return box.area() > 0 ? Optional.of(box) : Optional.empty();
  }

  private double sourceX(double column) {
    return (column - x) * sourceWidth / width - 0.5;
  }

  private double sourceY(double row) {
    return (row - y) * sourceHeight / height - 0.5;
  }
}

package org.reeflens.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;

/**
 * What came of measuring an animal in one picture.
 *
 * @param id of the animal
 * @param length null if it could not be measured
 * @param passed whether there is a length and its standard error keeps the limit
 * @param reasons why it did not pass, in words; empty if it did
 */
public record PictureResult(
    String id, @Nullable PictureLength length, boolean passed, String reasons) {

  /**
   * Measures an animal.
   *
   * @param maxPrecisionPercent largest standard error in percent of the length; null for none
   */
  public static PictureResult of(
      String id,
      Point snout,
      Point fork,
      PictureScale scale,
      @Nullable Double maxPrecisionPercent) {
    PictureLength length;
    try {
      length = scale.measure(snout, fork);
    } catch (MeasureException e) {
      return new PictureResult(id, null, false, String.valueOf(e.getMessage()));
    }
    boolean passed =
        maxPrecisionPercent == null || length.precisionPercent() <= maxPrecisionPercent;
    return new PictureResult(
        id,
        length,
        passed,
        passed
            ? ""
            : String.format(
                Locale.ROOT,
                "precision %.1f over %.1f %% of the length",
                length.precisionPercent(),
                maxPrecisionPercent));
  }
}

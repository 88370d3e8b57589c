package org.reeflens.classify;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Appearance;
import org.reeflens.detect.Detection;
import org.reeflens.frame.Frame;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelPackage;

/**
 * Tells how detected animals look, in the features of a classifier's network, so that a tracker may
 * know one again. The network runs once for each detection.
 */
public final class Appearances implements AutoCloseable {

  private final Backbone backbone;

  private Appearances(Backbone backbone) {
    this.backbone = backbone;
  }

  /**
   * Loads the network of a package.
   *
   * @throws ModelException if the package gives no features, or no engine can run it
   */
  public static Appearances open(ModelPackage model, SessionOptions options) {
    if (model.manifest().output().decoder() != Decoder.FEATURES) {
      throw new ModelException(
          model
              + " cannot tell how animals look: it gives no features; choose a package whose"
              + " output.decoder is features, such as reef-fish-classifier.");
    }
    return new Appearances(Backbone.open(model, options));
  }

  /**
   * Looks at animals.
   *
   * @param frame (Input) where they were found; stays the caller's
   * @param detections (Input) any number
   * @return the same detections in the same order, each with its appearance; without one where the
   *     network has nothing to say, all of its features being zero
   */
  public List<Detection> look(Frame frame, List<Detection> detections) {
    List<Crop> crops =
        detections.stream()
            .map(detection -> backbone.crop(frame, detection.box().wider(Backbone.MARGIN)))
            .toList();
    List<float[]> rows = backbone.run(crops);
    List<Detection> seen = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Detection detection = detections.get(i);
      seen.add(
          isZero(rows.get(i)) ? detection : detection.withAppearance(Appearance.of(rows.get(i))));
    }
    return seen;
  }

  private static boolean isZero(float[] row) {
    for (float value : row) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Which package runs on which engine, for provenance. */
  public String describe() {
    return backbone.describe() + ", for appearance";
  }

  @Override
  public void close() {
    backbone.close();
  }
}

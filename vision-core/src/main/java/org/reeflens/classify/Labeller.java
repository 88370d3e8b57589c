package org.reeflens.classify;

import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;

/**
 * Tells which labels apply to a crop, such as the conditions of a coral colony: any number of them,
 * each judged by itself.
 */
public final class Labeller implements AutoCloseable {

  private final Backbone backbone;
  private final RawScores raw;
  private final ModelManifest manifest;

  private Labeller(Backbone backbone, RawScores raw) {
    this.backbone = backbone;
    this.raw = raw;
    this.manifest = backbone.model().manifest();
  }

  /**
   * Loads a model package.
   *
   * @throws ModelException if the package gives one class a crop, or boxes, or no engine can run it
   */
  public static Labeller open(ModelPackage model, SessionOptions options) {
    if (model.manifest().task() != ModelManifest.Task.MULTI_LABEL) {
      throw new ModelException(model + " gives no labels; its task is " + model.manifest().task());
    }
    // First, so that a head that does not fit leaves no network loaded.
    RawScores raw = new RawScores(model);
    return new Labeller(Backbone.open(model, options), raw);
  }

  /** The labels, by their index. */
  public List<Taxon> labels() {
    return backbone.model().classes();
  }

  /** The probability from which on a label applies, 0 to 1. */
  public double cut() {
    return manifest.thresholds().confidence().value();
  }

  /** Which model runs on which engine, for provenance. */
  public String describe() {
    return backbone.describe();
  }

  /** Cuts a patch out of a frame; see {@link Backbone#crop(Frame, Box)}. */
  public Crop crop(Frame frame, Box box) {
    return backbone.crop(frame, box);
  }

  /** Takes a whole picture as a crop. */
  public Crop crop(Frame frame) {
    return backbone.crop(frame);
  }

  /**
   * Judges crops.
   *
   * @param crops (Input) any number, cut by this labeller
   * @return for each crop, in order, the calibrated probability of each label, 0 to 1
   */
  public List<double[]> label(List<Crop> crops) {
    return backbone.run(crops).stream().map(this::probabilities).toList();
  }

  private double[] probabilities(float[] row) {
    double[] scores = raw.of(row);
    double temperature = manifest.naming().temperature().value();
    for (int c = 0; c < scores.length; c++) {
      scores[c] =
          raw.areLogits()
              ? 1 / (1 + Math.exp(-scores[c] / temperature))
              : Math.max(0, Math.min(1, scores[c]));
    }
    return scores;
  }

  @Override
  public void close() {
    backbone.close();
  }
}

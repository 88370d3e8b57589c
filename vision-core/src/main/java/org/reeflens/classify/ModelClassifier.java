package org.reeflens.classify;

import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;

/** A classifier that runs a model package. */
final class ModelClassifier implements Classifier {

  /** A class whose probability is told as zero; keeps its logarithm finite. */
  private static final double LEAST = 1e-12;

  private final Backbone backbone;
  private final RawScores raw;
  private final ModelManifest manifest;
  private final Namer namer;

  private ModelClassifier(Backbone backbone, RawScores raw) {
    this.backbone = backbone;
    this.raw = raw;
    this.manifest = backbone.model().manifest();
    this.namer = Namer.of(backbone.model());
  }

  static Classifier open(ModelPackage model, SessionOptions options) {
    if (model.manifest().task() != ModelManifest.Task.CLASSIFICATION) {
      throw new ModelException(model + " is no classifier; its task is " + model.manifest().task());
    }
    // First, so that a head that does not fit leaves no network loaded.
    RawScores raw = new RawScores(model);
    return new ModelClassifier(Backbone.open(model, options), raw);
  }

  @Override
  public List<Taxon> classes() {
    return backbone.model().classes();
  }

  @Override
  public Namer namer() {
    return namer;
  }

  @Override
  public String describe() {
    return backbone.describe();
  }

  @Override
  public Crop crop(Frame frame, Box box) {
    return backbone.crop(frame, box);
  }

  @Override
  public Crop crop(Frame frame) {
    return backbone.crop(frame);
  }

  @Override
  public List<Scores> classify(List<Crop> crops) {
    return backbone.run(crops).stream().map(this::scores).toList();
  }

  private Scores scores(float[] row) {
    return Scores.of(logits(row), manifest.naming().temperature().value());
  }

  private double[] logits(float[] row) {
    double[] scores = raw.of(row);
    if (!raw.areLogits()) {
      for (int c = 0; c < scores.length; c++) {
        scores[c] = Math.log(Math.max(LEAST, scores[c]));
      }
    }
    return scores;
  }

  @Override
  public void close() {
    backbone.close();
  }
}

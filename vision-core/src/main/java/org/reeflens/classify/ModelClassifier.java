package org.reeflens.classify;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable LinearHead head;
  private final ModelManifest manifest;
  private final Namer namer;

  private ModelClassifier(Backbone backbone, Optional<LinearHead> head) {
    this.backbone = backbone;
    this.head = head.orElse(null);
    this.manifest = backbone.model().manifest();
    this.namer = Namer.of(backbone.model());
  }

  static Classifier open(ModelPackage model, SessionOptions options) {
    if (model.manifest().task() != ModelManifest.Task.CLASSIFICATION) {
      throw new ModelException(model + " is no classifier; its task is " + model.manifest().task());
    }
    return new ModelClassifier(Backbone.open(model, options), LinearHead.of(model));
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
    if (head != null) {
      return head.scores(row);
    }
    if (row.length != classes().size()) {
      throw new ModelException(
          backbone.model()
              + " gives "
              + row.length
              + " scores for the "
              + classes().size()
              + " classes of taxonomy.json");
    }
    double[] logits = new double[row.length];
    for (int c = 0; c < row.length; c++) {
      logits[c] = manifest.output().scoresAreLogits() ? row[c] : Math.log(Math.max(LEAST, row[c]));
    }
    return logits;
  }

  @Override
  public void close() {
    backbone.close();
  }
}

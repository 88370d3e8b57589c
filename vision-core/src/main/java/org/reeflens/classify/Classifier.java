package org.reeflens.classify;

import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;

/**
 * Tells what taxon crops show. The work has two halves: {@link #crop} copies what the classifier
 * needs out of a frame, {@link #classify} scores crops, at any later time. Both may be called from
 * different threads.
 */
public interface Classifier extends AutoCloseable {

  /**
   * Loads a model package as its manifest says, on the best engine at hand.
   *
   * @throws ModelException if the package is no classifier or no engine can run it
   */
  static Classifier open(ModelPackage model) {
    return open(model, SessionOptions.DEFAULT);
  }

  /**
   * Loads a model package.
   *
   * @throws ModelException if the package is no classifier or no engine can run it
   */
  static Classifier open(ModelPackage model, SessionOptions options) {
    return ModelClassifier.open(model, options);
  }

  /** The classes, by the index of a score. */
  List<Taxon> classes();

  /** How scores become names. */
  Namer namer();

  /** Which model with which calibration runs on which engine, for provenance. */
  String describe();

  /**
   * Cuts an animal out of a frame. The frame can be closed afterwards.
   *
   * @param frame (Input) stays the caller's
   * @param box in source pixels
   * @throws IllegalArgumentException if nothing of the box lies in the picture
   */
  Crop crop(Frame frame, Box box);

  /** Takes a whole picture as a crop. */
  Crop crop(Frame frame);

  /**
   * Scores crops.
   *
   * @param crops (Input) any number, cut by this classifier
   * @return for each crop, in order, what it looks like
   */
  List<Scores> classify(List<Crop> crops);

  @Override
  void close();
}

package org.reeflens.measure;

import java.util.Optional;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;

/** Finds the outline of the animal in a box. Not for use by two threads at once. */
public interface Outliner extends AutoCloseable {

  /**
   * Outlines the animal that a box shows.
   *
   * @param frame (Input) stays the caller's
   * @param box around it, source pixels; what leaves the picture is left out
   * @return its outline; empty if no pixel is likely enough to belong to it
   * @throws IllegalArgumentException if nothing of the box lies in the picture
   */
  Optional<Outline> outline(Frame frame, Box box);

  /** What outlines, for provenance. */
  String describe();

  @Override
  void close();

  /**
   * An outliner that runs a model package.
   *
   * @throws ModelException if the package gives no outlines, or no engine can run it
   */
  static Outliner open(ModelPackage model, SessionOptions options) {
    return ModelOutliner.open(model, options);
  }
}

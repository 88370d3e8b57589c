package org.reeflens.evaluate;

import java.util.Comparator;
import java.util.List;

/**
 * What is in a picture, and what a detector found in it.
 *
 * @param truths the animals
 * @param found the detections, by falling confidence, weak ones too
 */
public record PictureResult(List<TruthBox> truths, List<FoundBox> found) {

  /** Copies the lists and puts the detections in order. */
  public PictureResult {
    truths = List.copyOf(truths);
    found = found.stream().sorted(Comparator.comparingDouble(one -> -one.confidence())).toList();
  }

  /** Whether no animal is in the picture, no group either. */
  public boolean isEmpty() {
    return truths.isEmpty();
  }
}

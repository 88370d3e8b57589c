package org.reeflens.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the network makes of the pictures that could be read.
 *
 * @param crops the pictures
 * @param features a row for each
 * @param mirrored a row for the mirror image of each; null where mirror images are not used
 * @param classes how many classes there are, each with a picture or more
 */
record FeatureTable(
    List<CropFolder.Crop> crops,
    List<float[]> features,
    @Nullable List<float[]> mirrored,
    int classes) {

  int size() {
    return crops.size();
  }

  int label(int picture) {
    return crops.get(picture).label();
  }

  List<Integer> labels() {
    return crops.stream().map(CropFolder.Crop::label).toList();
  }

  /** How many pictures each class has. */
  int[] counts() {
    int[] counts = new int[classes];
    crops.forEach(crop -> counts[crop.label()]++);
    return counts;
  }

  /** All classes. */
  List<Integer> allClasses() {
    return IntStream.range(0, classes).boxed().toList();
  }

  /**
   * A lesson of some pictures and their mirror images.
   *
   * @param chosen indices of pictures
   * @param present the classes that they have; its index there is a class's label in the lesson
   */
  Lesson lesson(List<Integer> chosen, List<Integer> present) {
    List<float[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i : chosen) {
      int label = present.indexOf(label(i));
      rows.add(features.get(i));
      labels.add(label);
      if (mirrored != null) {
        rows.add(mirrored.get(i));
        labels.add(label);
      }
    }
    return new Lesson(rows, labels, present.size());
  }
}

package org.reeflens.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.reeflens.geometry.Box;

/**
 * Boxes of any detector against truth, both from files in COCO's form; pictures are not needed.
 *
 * @param truths the true boxes
 * @param found the boxes found
 * @param categories names of the truth's categories, by id
 * @param images pictures that the truth lists
 * @param otherCategories results of a category that the truth does not list; they are left out, as
 *     cocoapi does
 */
public record CocoBoxes(
    List<DetectionEvaluator.Truth> truths,
    List<DetectionEvaluator.Found> found,
    SortedMap<Integer, String> categories,
    int images,
    int otherCategories) {

  /** Copies the lists. */
  public CocoBoxes {
    truths = List.copyOf(truths);
    found = List.copyOf(found);
    categories = Collections.unmodifiableSortedMap(categories);
  }

  private record Listed(
      SortedMap<Integer, String> categories,
      Set<Long> images,
      List<DetectionEvaluator.Truth> truths) {}

  /**
   * Reads truth and results.
   *
   * @param truth COCO's {@code instances.json}
   * @param results COCO's results: a list of {@code image_id}, {@code category_id}, {@code bbox}
   *     and {@code score}
   * @throws IOException if a file cannot be read, is not of that form, or a result belongs to a
   *     picture that the truth does not list; the message names it
   */
  public static CocoBoxes read(Path truth, Path results) throws IOException {
    Listed listed = CocoJson.read(truth, "COCO truth", CocoBoxes::listed);
    List<DetectionEvaluator.Found> all =
        CocoJson.read(results, "list of COCO results", root -> found(root, listed.images));
    List<DetectionEvaluator.Found> found =
        all.stream().filter(one -> listed.categories.containsKey(one.classIndex())).toList();
    return new CocoBoxes(
        listed.truths, found, listed.categories, listed.images.size(), all.size() - found.size());
  }

  private static Listed listed(JsonNode root) {
    SortedMap<Integer, String> categories = CocoJson.categories(root);
    Set<Long> images = new HashSet<>();
    for (JsonNode image : CocoJson.rows(root, "images")) {
      images.add(CocoJson.whole(image, "id", "an image"));
    }
    List<DetectionEvaluator.Truth> truths = new ArrayList<>();
    for (JsonNode one : CocoJson.rows(root, "annotations")) {
      String whose = "annotation " + one.path("id").asText();
      int category = (int) CocoJson.whole(one, "category_id", whose);
      if (!categories.containsKey(category)) {
        throw new IllegalArgumentException(
            whose + " has category " + category + ", which is not listed");
      }
      Box box = CocoJson.box(one, whose);
      boolean crowd = CocoJson.isCrowd(one);
      truths.add(
          new DetectionEvaluator.Truth(
              image(one, whose, images), category, box, CocoJson.area(one, box), crowd, crowd));
    }
    return new Listed(categories, images, truths);
  }

  private static List<DetectionEvaluator.Found> found(JsonNode root, Set<Long> images) {
    if (!root.isArray()) {
      throw new IllegalArgumentException(
          "it must be a list of {image_id, category_id, bbox, score}");
    }
    List<DetectionEvaluator.Found> found = new ArrayList<>();
    for (JsonNode one : root) {
      String whose = "result " + (found.size() + 1);
      if (!one.path("score").isNumber()) {
        throw new IllegalArgumentException("the score of " + whose + " is no number");
      }
      found.add(
          new DetectionEvaluator.Found(
              image(one, whose, images),
              (int) CocoJson.whole(one, "category_id", whose),
              CocoJson.box(one, whose),
              one.path("score").doubleValue()));
    }
    return found;
  }

  private static long image(JsonNode row, String whose, Set<Long> images) {
    long image = CocoJson.whole(row, "image_id", whose);
    if (!images.contains(image)) {
      throw new IllegalArgumentException(
          whose + " belongs to image " + image + ", which the truth does not list");
    }
    return image;
  }

  /** COCO's numbers. */
  public DetectionEvaluator.Result evaluate() {
    return DetectionEvaluator.evaluate(truths, found);
  }
}

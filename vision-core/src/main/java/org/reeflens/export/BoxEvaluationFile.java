package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reeflens.evaluate.CocoBoxes;
import org.reeflens.evaluate.DetectionEvaluator;

/** COCO's numbers as a JSON file; unlike elsewhere -1 where there is nothing to average. */
public final class BoxEvaluationFile {

  private static final DetectionEvaluator.OfClass ABSENT =
      new DetectionEvaluator.OfClass(-1, -1, -1);

  /** The keys of the file, in order; the first twelve are promised to stay. */
  private record Content(
      double ap,
      double ap50,
      double ap75,
      double apSmall,
      double apMedium,
      double apLarge,
      double ar1,
      double ar10,
      double ar100,
      double arSmall,
      double arMedium,
      double arLarge,
      int images,
      int truths,
      int results,
      int resultsOfOtherCategories,
      List<Row> classes,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record Row(int id, String name, double ap, double ap50, double ar100) {}

  private static final Map<String, String> DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "ap, ap50, ap75, apSmall, apMedium, apLarge",
              "average precision as the COCO evaluation defines it: mean over IoU 0.50 to 0.95 and"
                  + " categories, at 0.50, at 0.75, of boxes below 32², from 32² to 96², above 96²"
                  + " pixels",
              "ar1, ar10, ar100, arSmall, arMedium, arLarge",
              "highest recall, mean over IoU 0.50 to 0.95 and categories, with 1, 10, 100 results"
                  + " an image and category, and by size",
              "-1",
              "nothing to average; a category without truth is left out of the means",
              "resultsOfOtherCategories",
              "results of categories that the truth does not list; they are left out"));

  private BoxEvaluationFile() {}

  /**
   * Writes the file.
   *
   * @param json where to
   * @param boxes what was compared
   * @param result the numbers
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(
      Path json, CocoBoxes boxes, DetectionEvaluator.Result result, EvaluationOrigin origin) {
    JsonFile.write(
        json,
        new Content(
            result.ap(),
            result.ap50(),
            result.ap75(),
            result.apSmall(),
            result.apMedium(),
            result.apLarge(),
            result.ar1(),
            result.ar10(),
            result.ar100(),
            result.arSmall(),
            result.arMedium(),
            result.arLarge(),
            boxes.images(),
            boxes.truths().size(),
            boxes.found().size(),
            boxes.otherCategories(),
            boxes.categories().entrySet().stream()
                .map(of -> row(of, result.classes().getOrDefault(of.getKey(), ABSENT)))
                .toList(),
            DEFINITIONS,
            origin));
  }

  private static Row row(Map.Entry<Integer, String> category, DetectionEvaluator.OfClass of) {
    return new Row(category.getKey(), category.getValue(), of.ap(), of.ap50(), of.ar100());
  }
}

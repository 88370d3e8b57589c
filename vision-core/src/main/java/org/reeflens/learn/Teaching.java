package org.reeflens.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelPackage;
import org.reeflens.stats.Interval;
import org.reeflens.taxonomy.Taxon;

/**
 * What was taught and how well it went. All measures are out of fold: each picture was judged by a
 * head that had seen no picture of its group.
 *
 * @param directory folder of the package that was made
 * @param name of that package, as {@code id:version}
 * @param base the package that gave the network, as {@code id:version}
 * @param baseSha256 SHA-256 of that package
 * @param head what was put on its features
 * @param penalty strength of the L2 penalty that was chosen; 0 for prototypes
 * @param mirrored whether mirror images were taught, too
 * @param pictures how many pictures were taught
 * @param groups how many groups they form
 * @param grouping how groups were told, in words
 * @param classes the classes, by index
 * @param measured out of fold
 * @param naming when an answer is sure enough
 * @param skipped why pictures were left out, a sentence each
 * @param warnings what weakens the model, a sentence each
 * @param notes how folder names became taxa where that is not plain, a sentence each
 */
public record Teaching(
    Path directory,
    String name,
    String base,
    String baseSha256,
    HeadKind head,
    double penalty,
    boolean mirrored,
    int pictures,
    int groups,
    String grouping,
    List<TaughtClass> classes,
    Measured measured,
    Naming naming,
    List<String> skipped,
    List<String> warnings,
    List<String> notes) {

  /** Copies the lists. */
  public Teaching {
    classes = List.copyOf(classes);
    skipped = List.copyOf(skipped);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }

  /**
   * Opens the package.
   *
   * @throws org.reeflens.model.ModelException if its files were changed since
   */
  public ModelPackage open() {
    return ModelPackage.open(directory);
  }

  /**
   * A class and how often its pictures were recognised.
   *
   * @param taxon its name
   * @param pictures how many it was taught with
   * @param groups in how many groups they lie
   * @param weak whether that is too little: under 15 pictures or a single group
   * @param asked how many of its pictures were judged out of fold; 0 for a class with one group
   * @param right how many of those got their own class as the most probable one
   * @param interval95 of the share right, Wilson, taking pictures for independent; empty where none
   *     was asked
   */
  public record TaughtClass(
      Taxon taxon,
      int pictures,
      int groups,
      boolean weak,
      int asked,
      int right,
      Optional<Interval> interval95) {

    /** Share right, 0 to 1; null where none was asked. */
    public @Nullable Double recall() {
      return asked == 0 ? null : (double) right / asked;
    }
  }

  /**
   * Measures over all pictures that were asked. The penalty and the temperature were chosen on the
   * same pictures, which flatters a little.
   *
   * @param pictures how many were asked
   * @param folds in how many parts
   * @param top1 share whose most probable class is their own, before any back-off
   * @param top1Interval95 bootstrap over groups; empty where there are too few
   * @param meanRecall mean over the classes asked of the share right
   * @param meanRecallInterval95 bootstrap over groups; empty where there are too few
   * @param calibrationError expected calibration error of the most probable class, 15 bins
   * @param logLoss mean negative log-likelihood of the truth
   * @param confusion {@code [true class][most probable class]}, pictures
   * @param answers how many pictures got each kind of answer, by the naming rules
   */
  // A bare array on purpose: a table of counts, copied for no reader.
  @SuppressWarnings("ArrayRecordComponent")
  public record Measured(
      int pictures,
      int folds,
      double top1,
      Optional<Interval> top1Interval95,
      double meanRecall,
      Optional<Interval> meanRecallInterval95,
      double calibrationError,
      double logLoss,
      int[][] confusion,
      Map<Answer, Integer> answers) {}

  /** How an answer compares with the truth. */
  public enum Answer {
    /** The picture's own class. */
    RIGHT("its own class"),
    /** A taxon that its class belongs to. */
    BROADER("a broader taxon that is right"),
    /** None. */
    UNIDENTIFIED("no name"),
    /** Another. */
    WRONG("a wrong name");

    private final String text;

    Answer(String text) {
      this.text = text;
    }

    /** In words. */
    public String text() {
      return text;
    }
  }
}

package org.reeflens.learn;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Backbone;
import org.reeflens.classify.LinearHead;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.inference.SessionOptions;
import org.reeflens.learn.Teaching.TaughtClass;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * Makes a classifier of a lab's own species: a folder of pictures for each becomes a model package.
 * The network of another package stays as it is and gives features, once for each picture; what is
 * taught is one linear layer. It is judged by cross-validation that keeps groups whole, and its
 * probabilities are calibrated on that.
 *
 * <pre>{@code
 * Teaching taught =
 *     Teacher.on(models.get("imagenet-mobilenetv2"))
 *         .grouping(Grouping.byPattern("^(dive\\d+)"))
 *         .teach(Path.of("crops"), Path.of("my-fish"), TeachProgress.none());
 * Classifier classifier = Classifier.open(taught.model());
 * }</pre>
 *
 * <p>The same pictures, settings and machine give the same package, byte for byte.
 */
public final class Teacher {

  private static final int FOLDS = 5;

  private final ModelPackage base;
  private Grouping grouping = Grouping.byFileName();
  private HeadKind head = HeadKind.LOGISTIC;
  private boolean mirror;
  private int folds = FOLDS;
  private long seed = 1;
  private @Nullable Path taxa;
  private @Nullable String id;
  private @Nullable String unidentified;
  private SessionOptions session = SessionOptions.DEFAULT;

  private Teacher(ModelPackage base) {
    this.base = base;
  }

  /**
   * On the network of a package.
   *
   * @throws ModelException if the package gives no features
   */
  public static Teacher on(ModelPackage base) {
    if (base.manifest().output().decoder() != Decoder.FEATURES) {
      throw new ModelException(
          base
              + " cannot be taught on: it gives "
              + (base.manifest().output().decoder().givesBoxes() ? "boxes" : "finished scores")
              + ", no features; choose a package whose output.decoder is features, such as"
              + " imagenet-mobilenetv2.");
    }
    return new Teacher(base);
  }

  /** Which pictures belong together; by file name where this is not called. */
  public Teacher grouping(Grouping value) {
    grouping = value;
    return this;
  }

  /** What to put on the features; logistic regression where this is not called. */
  public Teacher head(HeadKind value) {
    head = value;
    return this;
  }

  /** Whether mirror images are taught, too; they are not where this is not called. */
  public Teacher mirror(boolean value) {
    mirror = value;
    return this;
  }

  /**
   * Into how many parts the groups are divided; 5 where this is not called. There are never more
   * parts than groups.
   *
   * @throws IllegalArgumentException if fewer than 2
   */
  public Teacher folds(int value) {
    if (value < 2) {
      throw new IllegalArgumentException("cross-validation needs 2 parts or more: " + value);
    }
    folds = value;
    return this;
  }

  /** Decides which groups are tested together; 1 where this is not called. */
  public Teacher seed(long value) {
    seed = value;
    return this;
  }

  /**
   * A CSV table of taxa that counts before the shipped taxonomy: {@code scientificName}, {@code
   * rank}, and, where known, {@code parent} and {@code aphiaId}.
   */
  public Teacher taxa(Path csv) {
    taxa = csv;
    return this;
  }

  /**
   * Name of the package, {@code id} or {@code id:version}; made from the folder's name, version
   * 1.0.0, where this is not called.
   */
  public Teacher id(String value) {
    id = value;
    return this;
  }

  /**
   * The answer where no name is sure enough; where this is not called "unidentified fish" for
   * fishes, "unidentified" for other animals.
   */
  public Teacher unidentified(String value) {
    unidentified = value;
    return this;
  }

  /** How the network is run. */
  public Teacher session(SessionOptions value) {
    session = value;
    return this;
  }

  /**
   * Teaches and writes a model package.
   *
   * @param crops a folder of folders, each named by a taxon, words joined by {@code _}, with
   *     pictures of it (jpg, png)
   * @param out folder of the package; must not exist or be empty
   * @param progress told how far it is
   * @return what was made and how good it is
   * @throws TeachException if the pictures or the settings cannot be used
   * @throws ModelException if the network cannot be run
   * @throws InterruptedException if interrupted; nothing is written then
   */
  public Teaching teach(Path crops, Path out, TeachProgress progress) throws InterruptedException {
    TaughtPackage target = TaughtPackage.at(out, id);
    CropFolder found = CropFolder.read(crops);
    // Before the long work: a wrong name or table costs no time.
    taxa(found);
    requireSeveral(grouping.of(found));
    try (Backbone backbone = Backbone.open(base, session)) {
      PictureFeatures features = new PictureFeatures(backbone, mirror);
      CropFolder folder = features.run(found, progress);
      return teach(folder, features.table(folder), features.skipped(), target, progress);
    }
  }

  private FolderTaxa taxa(CropFolder folder) {
    return FolderTaxa.of(folder.classes(), taxa, base.taxonomy().and(Taxonomy.shipped()));
  }

  private Teaching teach(
      CropFolder folder,
      FeatureTable table,
      List<String> skipped,
      TaughtPackage target,
      TeachProgress progress) {
    FolderTaxa taxa = taxa(folder);
    Grouping.Groups groups = grouping.of(folder);
    HeadFitter fitter = new HeadFitter(head);
    int parts = Math.min(folds, requireSeveral(groups));
    int[] division = Folds.divide(table.labels(), groups.keys(), parts, seed);
    List<CrossValidation> tried =
        CrossValidation.run(
            table,
            division,
            fitter,
            done -> progress.at(TeachProgress.Stage.CROSS_VALIDATION, done, parts));
    requireMeasured(tried.get(0), groups);
    int choice = best(tried);
    CrossValidation chosen = tried.get(choice);
    progress.at(TeachProgress.Stage.HEAD, 0, 1);
    LinearHead taught =
        fitter.fit(
            table.lesson(IntStream.range(0, table.size()).boxed().toList(), table.allClasses()),
            choice);
    progress.at(TeachProgress.Stage.HEAD, 1, 1);

    double temperature = Calibration.temperature(chosen.truth(), chosen.logits());
    List<Scores> scores =
        chosen.logits().stream().map(logits -> Scores.of(logits, temperature)).toList();
    ClassCounts counts = ClassCounts.of(table, groups);
    Naming naming =
        new NamingRules(taxa.classes(), taxa.taxonomy())
            .choose(
                chosen.truth(),
                scores,
                temperature,
                counts.weak(taxa.classes()),
                unidentified(taxa));
    Namer namer = Namer.of(taxa.classes(), taxa.taxonomy(), naming);
    Measuring measuring =
        new Measuring(
            table.classes(),
            chosen.truth(),
            scores,
            chosen.pictures().stream().map(groups.keys()::get).toList());
    Teaching.Measured measured = measuring.measure(parts, namer);
    List<TaughtClass> classes = counts.with(taxa.classes(), measured.confusion());
    Teaching teaching =
        new Teaching(
            target.directory(),
            target.name(),
            base.toString(),
            base.sha256(),
            head,
            fitter.penalty(choice),
            mirror,
            table.size(),
            groups.count(),
            groups.how(),
            classes,
            measured,
            naming,
            skipped,
            Warnings.of(classes, groups, folder, skipped),
            taxa.notes());
    PictureTable pictures =
        new PictureTable(folder, taxa.classes(), groups, division, chosen.pictures(), scores);
    target.write(base, taught, taxa, teaching, pictures);
    return teaching;
  }

  private static int requireSeveral(Grouping.Groups groups) {
    if (groups.count() < 2) {
      throw new TeachException(
          "all pictures belong to one group ("
              + groups.how()
              + "), so nothing can be tested; give finer groups.");
    }
    return groups.count();
  }

  private static void requireMeasured(CrossValidation measured, Grouping.Groups groups) {
    if (Arrays.stream(measured.truth()).distinct().count() < 2) {
      throw new TeachException(
          "fewer than two classes have pictures in several groups ("
              + groups.how()
              + "), so nothing can be tested; give finer groups or add pictures.");
    }
  }

  /** The choice with the least log loss, every class weighing the same, once calibrated. */
  private static int best(List<CrossValidation> tried) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int choice = 0; choice < tried.size(); choice++) {
      CrossValidation one = tried.get(choice);
      double temperature = Calibration.temperature(one.truth(), one.logits());
      double loss = Calibration.balancedLoss(one.truth(), one.logits(), temperature);
      if (loss < least) {
        least = loss;
        best = choice;
      }
    }
    return best;
  }

  private String unidentified(FolderTaxa taxa) {
    if (unidentified != null) {
      return unidentified;
    }
    return taxa.areFishes()
        .map(fishes -> fishes ? Taxon.UNIDENTIFIED_FISH.scientificName() : "unidentified")
        .orElse(base.manifest().naming().unidentified());
  }
}

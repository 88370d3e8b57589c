package org.reeflens.runner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reeflens.learn.Grouping;
import org.reeflens.learn.HeadKind;
import org.reeflens.learn.TeachProgress;
import org.reeflens.learn.Teacher;
import org.reeflens.learn.Teaching;
import org.reeflens.learn.Teaching.Answer;
import org.reeflens.learn.Teaching.Measured;
import org.reeflens.learn.Teaching.TaughtClass;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.stats.Interval;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeflens teach}: a folder of pictures in, a classifier of one's own species out. */
@Command(
    name = "teach",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a classifier of your own species from a folder of pictures for each.",
      "",
      "The network of MODEL stays as it is; what is taught is one layer on top of it, so that it"
          + " takes minutes on a laptop. 20 pictures of a species, of several animals, are a good"
          + " beginning. The result is a model package with a card that tells how good it is,"
          + " measured on pictures of animals that it was not taught with."
    },
    footerHeading = "%nWhat is written into PACKAGE:%n",
    footer = {
      "  MODEL_CARD.md   how good it is, for each species, and what it takes for what",
      "  pictures.csv    every picture and what was said of it: look for wrong labels",
      "  metrics.json    the measures, for programs",
      "  and what ReefLens needs to use it: model.json, taxonomy.json, head.bin, weights"
    })
final class TeachCommand implements Callable<Integer> {

  /** Between two lines of progress. */
  private static final long QUIET_NANOS = 5_000_000_000L;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CROPS_DIR",
      description =
          "Folder with a folder for each species, named Genus_species, with pictures of single"
              + " animals (jpg, png).")
  private Path crops;

  @Option(
      names = "--on",
      paramLabel = "MODEL",
      required = true,
      description =
          "The model whose network is used: a name from './reeflens models', such as"
              + " imagenet-mobilenetv2, or the folder of a model package.")
  private String base;

  @Option(
      names = "--out",
      paramLabel = "PACKAGE",
      required = true,
      description = "Folder for the new model package; must not exist or be empty.")
  private Path out;

  @Option(
      names = "--id",
      paramLabel = "NAME[:VERSION]",
      description = "Name of the package (default: the folder's name, version 1.0.0).")
  private @Nullable String id;

  @ArgGroup private Groups groups = new Groups();

  /** One way or none. */
  private static final class Groups {

    @Option(
        names = "--group-pattern",
        paramLabel = "REGEX",
        description =
            "Pictures belong together (one animal, one video) where this finds the same in their"
                + " file names, or the same in its first bracket (default: what comes before the"
                + " last number).")
    private @Nullable String pattern;

    @Option(
        names = "--groups",
        paramLabel = "CSV",
        description = "A table with the columns file and group instead.")
    private @Nullable Path table;
  }

  @Option(
      names = "--taxa",
      paramLabel = "CSV",
      description =
          "Names that the taxonomy does not know: the columns scientificName, rank, parent,"
              + " aphiaId.")
  private @Nullable Path taxa;

  @Option(
      names = "--head",
      defaultValue = "logistic",
      description = "What is taught: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private HeadKind head;

  @Option(names = "--mirror", description = "Teach the mirror image of every picture, too.")
  private boolean mirror;

  @Option(
      names = "--unidentified",
      paramLabel = "TEXT",
      description =
          "The answer where no name is sure enough (default: 'unidentified fish' for fishes).")
  private @Nullable String unidentified;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Parts of the cross-validation (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which groups are tested together (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter terminal = spec.commandLine().getOut();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      Teacher teacher =
          Teacher.on(models.open(base)).head(head).mirror(mirror).folds(folds).seed(seed);
      if (groups.pattern != null) {
        teacher.grouping(Grouping.byPattern(groups.pattern));
      }
      if (groups.table != null) {
        teacher.grouping(Grouping.byTable(groups.table));
      }
      if (taxa != null) {
        teacher.taxa(taxa);
      }
      if (id != null) {
        teacher.id(id);
      }
      if (unidentified != null) {
        teacher.unidentified(unidentified);
      }
      long started = System.nanoTime();
      Teaching teaching = teacher.teach(crops, out, new Lines(spec.commandLine().getErr()));
      print(terminal, teaching, (System.nanoTime() - started) / 1e9);
    }
    return ExitCode.COMPLETE;
  }

  private void print(PrintWriter terminal, Teaching teaching, double seconds) {
    Measured measured = teaching.measured();
    terminal.printf("%-32s %8s %6s %10s  %s%n", "", "pictures", "groups", "recognised", "");
    for (TaughtClass one : teaching.classes()) {
      terminal.printf(
          "%-32s %8d %6d %10s  %s%n",
          one.taxon().label(),
          one.pictures(),
          one.groups(),
          one.asked() == 0 ? "not tested" : one.right() + " of " + one.asked(),
          one.weak() ? "weak" : "");
    }
    terminal.printf(
        Locale.ROOT,
        "%nOf pictures whose group it had not seen (%s), it recognised %.1f %%%s; mean over the"
            + " classes %.1f %%%s; calibration error %.3f.%n",
        teaching.grouping(),
        100 * measured.top1(),
        measured.top1Interval95().map(TeachCommand::range).orElse(""),
        100 * measured.meanRecall(),
        measured.meanRecallInterval95().map(TeachCommand::range).orElse(""),
        measured.calibrationError());
    terminal.printf(
        "With back-off: %d right, %d right but broader, %d without a name, %d wrong.%n",
        measured.answers().get(Answer.RIGHT),
        measured.answers().get(Answer.BROADER),
        measured.answers().get(Answer.UNIDENTIFIED),
        measured.answers().get(Answer.WRONG));
    teaching.notes().forEach(note -> terminal.println("Note: " + note));
    teaching.warnings().forEach(warning -> terminal.println("Warning: " + warning));
    terminal.printf(Locale.ROOT, "%n%s is in %s (%.0f s). ", teaching.name(), out, seconds);
    terminal.printf("Read %s, then use it:%n", out.resolve("MODEL_CARD.md"));
    terminal.printf(
        "  ./reeflens inventory dive.mp4 --classifier %s --out results/%n", asFolder(out));
    terminal.flush();
  }

  /** A folder is told from a name of the catalogue by its slash. */
  private static String asFolder(Path folder) {
    String text = folder.toString();
    return text.contains("/") ? text : "./" + text;
  }

  private static String range(Interval interval) {
    return String.format(
        Locale.ROOT, " (95 %%: %.1f to %.1f)", 100 * interval.low(), 100 * interval.high());
  }

  /** A plain line now and then. */
  private static final class Lines implements TeachProgress {

    private final PrintWriter err;
    private @Nullable Stage stage;
    private long last;

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void at(Stage now, int done, int total) {
      long time = System.nanoTime();
      if (now != stage || done == total || time - last >= QUIET_NANOS) {
        stage = now;
        last = time;
        err.printf("%s: %d of %d%n", now.text(), done, total);
        err.flush();
      }
    }
  }
}

package org.reeflens.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reeflens.learn.Teaching.Measured;
import org.reeflens.learn.Teaching.TaughtClass;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelPackage;
import org.reeflens.stats.Interval;

/** The content of {@code MODEL_CARD.md}: what was taught and measured, for people. */
final class ModelCard {

  /** With more classes than these, a whole table is wider than a page. */
  private static final int WIDEST = 30;

  private static final int PAIRS = 20;

  private final Teaching teaching;
  private final ModelPackage base;
  private final List<String> lines = new ArrayList<>();

  private ModelCard(Teaching teaching, ModelPackage base) {
    this.teaching = teaching;
    this.base = base;
  }

  static String of(Teaching teaching, ModelPackage base) {
    ModelCard card = new ModelCard(teaching, base);
    card.head();
    card.results();
    card.classes();
    card.confusion();
    card.answers();
    card.data();
    card.limits();
    card.licence();
    return String.join("\n", card.lines) + "\n";
  }

  private void add(String text) {
    lines.add(text);
  }

  private void section(String title) {
    add("");
    add("## " + title);
    add("");
  }

  private void head() {
    add("# " + teaching.name());
    add("");
    add(
        String.format(
            Locale.ROOT,
            "Names crops of animals: %d classes, taught with ReefLens from %d pictures in %d groups.",
            teaching.classes().size(),
            teaching.pictures(),
            teaching.groups()));
    add(
        String.format(
            Locale.ROOT,
            "The network is that of %s (package SHA-256 `%s`), unchanged; taught was one linear layer"
                + " on its features: %s.",
            teaching.base(),
            teaching.baseSha256(),
            teaching.head().text()));
    if (!teaching.warnings().isEmpty()) {
      section("Warnings");
      teaching.warnings().forEach(warning -> add("* " + warning));
    }
  }

  private void results() {
    Measured measured = teaching.measured();
    section("Results");
    add(
        String.format(
            Locale.ROOT,
            "Cross-validated in %d parts that keep groups whole (groups: %s): each of %d pictures was"
                + " judged by a head that had seen no picture of its group.",
            measured.folds(),
            teaching.grouping(),
            measured.pictures()));
    add("");
    add("| measure | value | 95 % interval over groups |");
    add("|---|---|---|");
    add(
        String.format(
            Locale.ROOT,
            "| top-1, most probable class before any back-off | %.3f | %s |",
            measured.top1(),
            interval(measured.top1Interval95())));
    add(
        String.format(
            Locale.ROOT,
            "| mean recall over the classes tested | %.3f | %s |",
            measured.meanRecall(),
            interval(measured.meanRecallInterval95())));
    add(
        String.format(
            Locale.ROOT,
            "| expected calibration error, 15 bins | %.3f | – |",
            measured.calibrationError()));
    add(String.format(Locale.ROOT, "| log loss | %.3f | – |", measured.logLoss()));
    add("");
    add(
        String.format(
            Locale.ROOT,
            "%sThe temperature was chosen on the same pictures, so these numbers flatter a little."
                + " Pictures from other sites, cameras and days are not in them: test with your own"
                + " before you rely on a name.",
            teaching.penalty() > 0
                ? String.format(
                    Locale.ROOT,
                    "The penalty (%s, from a short list, by log loss with every class weighing the"
                        + " same) was chosen on these pictures, too. ",
                    teaching.penalty())
                : ""));
  }

  private void classes() {
    section("Classes");
    add(
        String.format(
            Locale.ROOT, "Weak: under %d pictures or a single group.", ClassCounts.WEAK_PICTURES));
    add("");
    add("| | class | AphiaID | pictures | groups | right / tested | recall (95 %) | |");
    add("|---|---|---|---|---|---|---|---|");
    int number = 1;
    for (TaughtClass one : teaching.classes()) {
      Double recall = one.recall();
      add(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %d | %d | %s | %s | %s |",
              number++,
              one.taxon().label(),
              one.taxon().aphiaId() == null ? "–" : one.taxon().aphiaId().toString(),
              one.pictures(),
              one.groups(),
              recall == null ? "not tested" : one.right() + " / " + one.asked(),
              recall == null
                  ? "–"
                  : String.format(Locale.ROOT, "%.2f (%s)", recall, interval(one.interval95())),
              one.weak() ? "weak" : ""));
    }
    add("");
    add(
        "Intervals of classes take pictures for independent (Wilson); pictures of a group are not.");
    if (!teaching.notes().isEmpty()) {
      add("");
      teaching.notes().forEach(note -> add("* " + note));
    }
  }

  private void confusion() {
    section("Confusion");
    int[][] table = teaching.measured().confusion();
    if (table.length <= WIDEST) {
      add("Rows: the truth. Columns: the most probable class, by its number above.");
      add("");
      String numbers =
          IntStream.rangeClosed(1, table.length)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" | "));
      add("| | " + numbers + " |");
      add("|---".repeat(table.length + 1) + "|");
      for (int c = 0; c < table.length; c++) {
        String row =
            IntStream.of(table[c])
                .mapToObj(n -> n == 0 ? "·" : Integer.toString(n))
                .collect(Collectors.joining(" | "));
        add("| " + (c + 1) + " " + name(c) + " | " + row + " |");
      }
      return;
    }
    add(
        String.format(
            Locale.ROOT, "The %d most frequent mistakes; all are in metrics.json.", PAIRS));
    add("");
    add("| truth | taken for | pictures |");
    add("|---|---|---|");
    IntStream.range(0, table.length * table.length)
        .boxed()
        .filter(k -> k / table.length != k % table.length)
        .filter(k -> table[k / table.length][k % table.length] > 0)
        .sorted(Comparator.comparingInt(k -> -table[k / table.length][k % table.length]))
        .limit(PAIRS)
        .forEach(
            k -> {
              int truth = k / table.length;
              int taken = k % table.length;
              add("| " + name(truth) + " | " + name(taken) + " | " + table[truth][taken] + " |");
            });
  }

  private String name(int c) {
    return teaching.classes().get(c).taxon().label();
  }

  private void answers() {
    Naming naming = teaching.naming();
    section("When a name is given");
    add(
        String.format(
            Locale.ROOT,
            "* Temperature %.4g: %s.",
            naming.temperature().value(),
            naming.temperature().source()));
    naming
        .knownEnergy()
        .ifPresent(
            tau ->
                add(
                    String.format(
                        Locale.ROOT,
                        "* Unknown below the energy %.4g: %s.",
                        tau.value(),
                        tau.source())));
    naming
        .ranks()
        .forEach(
            (rank, threshold) ->
                add(
                    String.format(
                        Locale.ROOT,
                        "* %s from %.2f: %s.",
                        rank.term(),
                        threshold.value(),
                        threshold.source())));
    naming
        .weakConfidence()
        .ifPresent(
            threshold ->
                add(
                    String.format(
                        Locale.ROOT,
                        "* A weak class from %.2f: %s.",
                        threshold.value(),
                        threshold.source())));
    add(String.format(Locale.ROOT, "* Else the answer is \"%s\".", naming.unidentified()));
    add("");
    int all = teaching.measured().pictures();
    String shares =
        teaching.measured().answers().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().text())
            .collect(Collectors.joining(", "));
    add(
        String.format(
            Locale.ROOT,
            "By these rules the answers for the %d pictures were: %s. How animals that were never"
                + " taught are answered was not measured here.",
            all,
            shares));
  }

  private void data() {
    section("Data");
    add(
        String.format(
            Locale.ROOT,
            "%d pictures; %d left out because they could not be read. %s`pictures.csv` lists each with"
                + " its group, the part it was tested in, and what was said of it: look through it for"
                + " wrong labels.",
            teaching.pictures(),
            teaching.skipped().size(),
            teaching.mirrored() ? "The mirror image of each was taught, too. " : ""));
  }

  private void limits() {
    section("Intended use");
    add(
        "For crops like those it was taught with, as an aid that a person checks. It knows only"
            + " the classes above and tells other animals from them no better than the threshold of"
            + " unknown allows.");
  }

  private void licence() {
    section("Credit and licence");
    add(
        String.format(
            Locale.ROOT,
            "The network: %s, %s; its card and credits are in `base/`. The terms of the pictures are"
                + " their owner's to state here.",
            teaching.base(),
            base.manifest().licence()));
  }

  private static String interval(Optional<Interval> interval) {
    return interval
        .map(i -> String.format(Locale.ROOT, "%.2f to %.2f", i.low(), i.high()))
        .orElse("–");
  }
}

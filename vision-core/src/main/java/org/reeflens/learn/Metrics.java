package org.reeflens.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reeflens.stats.Interval;

/** The content of {@code metrics.json}: what was measured, for programs. */
final class Metrics {

  private Metrics() {}

  static Map<String, @Nullable Object> of(Teaching teaching) {
    Teaching.Measured measured = teaching.measured();
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("what", "cross-validation by group, while teaching");
    root.put("model", teaching.name());
    root.put("base", teaching.base());
    root.put("baseSha256", teaching.baseSha256());
    root.put("head", teaching.head().name().toLowerCase(Locale.ROOT));
    root.put("penalty", teaching.penalty());
    root.put("mirrored", teaching.mirrored());
    root.put("pictures", teaching.pictures());
    root.put("groups", teaching.groups());
    root.put("grouping", teaching.grouping());
    root.put("folds", measured.folds());
    root.put("n", measured.pictures());
    root.put("top1", measured.top1());
    root.put("top1Interval95", interval(measured.top1Interval95()));
    root.put("meanRecall", measured.meanRecall());
    root.put("meanRecallInterval95", interval(measured.meanRecallInterval95()));
    root.put("ece", measured.calibrationError());
    root.put("logLoss", measured.logLoss());
    root.put("temperature", teaching.naming().temperature().value());
    Map<String, Integer> answers = new LinkedHashMap<>();
    measured.answers().forEach((kind, n) -> answers.put(kind.name().toLowerCase(Locale.ROOT), n));
    root.put("answers", answers);
    List<Map<String, @Nullable Object>> classes = new ArrayList<>();
    teaching.classes().forEach(one -> classes.add(of(one)));
    root.put("perClass", classes);
    root.put("confusion", measured.confusion());
    root.put("warnings", teaching.warnings());
    root.put("skipped", teaching.skipped().size());
    return root;
  }

  private static Map<String, @Nullable Object> of(Teaching.TaughtClass one) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("taxon", one.taxon().label());
    row.put("pictures", one.pictures());
    row.put("groups", one.groups());
    row.put("weak", one.weak());
    row.put("n", one.asked());
    row.put("right", one.right());
    row.put("recall", one.recall());
    row.put("recallInterval95", interval(one.interval95()));
    return row;
  }

  private static double @Nullable [] interval(Optional<Interval> interval) {
    return interval.map(i -> new double[] {i.low(), i.high()}).orElse(null);
  }
}

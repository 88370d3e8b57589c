package org.reeflens.export;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.learn.TrackerTuning;
import org.reeflens.learn.Variation;
import org.reeflens.track.TrackerConfig;
import org.reeflens.track.TrackerSettings;

/** A fitted tracker as a JSON file, which {@link TrackerConfig#read} reads. */
public final class TrackerConfigFile {

  private record Content(
      String tracker, TrackerSettings settings, Tuning tuning, EvaluationOrigin origin) {}

  private record Tuning(
      double hotaBefore,
      double hotaAfter,
      @Nullable Double hotaLeftOut,
      int candidates,
      Map<String, String> varied,
      Map<String, Change> changed,
      List<TrackerTuning.OfClip> clips,
      Map<String, String> definitions) {}

  private record Change(double before, double after) {}

  private static final Map<String, String> DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "hotaBefore, hotaAfter",
              "all clips together, with the settings before and with those of this file; the latter"
                  + " were chosen on these clips, so the number flatters them",
              "hotaLeftOut",
              "each clip followed with settings chosen on the other clips; null where there is one"
                  + " clip only, and then nothing is known of other clips",
              "varied",
              "the settings that were varied, and between or among which values"));

  private TrackerConfigFile() {}

  /**
   * Writes the file.
   *
   * @param json where to
   * @param tuning the chosen settings and how they did
   * @param varied what was varied
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(
      Path json, TrackerTuning tuning, List<Variation> varied, EvaluationOrigin origin) {
    Map<String, String> ranges = new TreeMap<>();
    varied.forEach(one -> ranges.put(one.setting(), one.toString()));
    TrackerConfig chosen = tuning.chosen();
    JsonFile.write(
        json,
        new Content(
            chosen.tracker().toString(),
            chosen.settings(),
            new Tuning(
                tuning.before(),
                tuning.after(),
                tuning.leftOut(),
                tuning.candidates(),
                ranges,
                changes(tuning),
                tuning.clips(),
                DEFINITIONS),
            origin));
  }

  private static Map<String, Change> changes(TrackerTuning tuning) {
    Map<String, Double> before = tuning.start().numbers();
    Map<String, Change> changes = new LinkedHashMap<>();
    tuning
        .chosen()
        .numbers()
        .forEach(
            (name, after) -> {
              double was = before.getOrDefault(name, after);
              if (was != after) {
                changes.put(name, new Change(was, after));
              }
            });
    return changes;
  }
}

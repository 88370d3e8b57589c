package org.reeflens.export;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an evaluation was made, so that another person can make it again.
 *
 * @param software name and version of this library
 * @param platform Java and operating system
 * @param command the command line, word by word; empty where there was none
 * @param model the model: id, version, SHA-256, thresholds and engine; null where files were
 *     compared and no model ran
 * @param settings the data and the settings, by name
 */
public record EvaluationOrigin(
    String software,
    String platform,
    List<String> command,
    @Nullable String model,
    SortedMap<String, String> settings) {

  /** Copies the collections. */
  public EvaluationOrigin {
    command = List.copyOf(command);
    settings = new TreeMap<>(settings);
  }
}

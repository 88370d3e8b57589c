package org.reeflens.survey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reeflens.video.DecodeReport;

/**
 * How an inventory was made, so that another person can make it again. Holds no clock times: the
 * same dive, machine and versions give the same provenance.
 *
 * @param software name and version of this library
 * @param platform Java and operating system
 * @param decode the files that were read and how reading them went
 * @param sampling which frames were analysed, in words, such as {@code 5 frames a second}
 * @param models the models that were used: id, version, SHA-256, engine and thresholds
 * @param settings thresholds and other settings in force, by name, as text
 */
public record Provenance(
    String software,
    String platform,
    DecodeReport decode,
    String sampling,
    List<String> models,
    Map<String, String> settings) {

  /** Copies the collections. */
  public Provenance {
    models = List.copyOf(models);
    settings = Map.copyOf(settings);
  }

  /** This with more settings. */
  public Provenance with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return new Provenance(software, platform, decode, sampling, models, all);
  }
}

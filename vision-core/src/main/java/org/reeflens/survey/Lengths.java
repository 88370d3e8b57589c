package org.reeflens.survey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long the animals of a dive are.
 *
 * @param frames what was measured, by track and time; fish that could not be measured included
 * @param tracks the tracks that have a length, by rising id
 * @param settings how it was measured, by name: calibration, sync, rules
 */
public record Lengths(
    List<MeasuredFish> frames, List<TrackLength> tracks, Map<String, String> settings) {

  /** Copies the collections. */
  public Lengths {
    frames = List.copyOf(frames);
    tracks = List.copyOf(tracks);
    settings = Map.copyOf(settings);
  }

  /** The lengths of tracks from those of frames. */
  public static Lengths of(List<MeasuredFish> frames, Map<String, String> settings) {
    Map<Integer, List<MeasuredFish>> ofTrack =
        frames.stream()
            .collect(Collectors.groupingBy(MeasuredFish::track, TreeMap::new, Collectors.toList()));
    List<MeasuredFish> sorted = ofTrack.values().stream().flatMap(List::stream).toList();
    List<TrackLength> tracks =
        ofTrack.entrySet().stream()
            .flatMap(entry -> TrackLength.of(entry.getKey(), entry.getValue()).stream())
            .toList();
    return new Lengths(sorted, tracks, settings);
  }

  /** The length of a track; empty if it has none. */
  public Optional<TrackLength> of(int track) {
    return tracks.stream().filter(one -> one.track() == track).findFirst();
  }

  /** How often each reason kept a frame out, by falling number. */
  public Map<String, Long> refusals() {
    Map<String, Long> counts =
        frames.stream()
            .filter(frame -> !frame.passed())
            .flatMap(frame -> frame.reasons().stream())
            .collect(Collectors.groupingBy(Lengths::kind, Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** A reason without its numbers. */
  private static String kind(String reason) {
    return reason.replaceAll("[-0-9.]+", "N");
  }
}

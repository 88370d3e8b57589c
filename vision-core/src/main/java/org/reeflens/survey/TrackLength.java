package org.reeflens.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.reeflens.measure.StereoLength;

/**
 * The length of one followed fish over its good frames.
 *
 * @param track public id of its track
 * @param medianMm median of the lengths that passed, mm
 * @param percentile90Mm their 90th percentile, mm: of a fish that bends and turns the longest are
 *     nearest to the truth
 * @param standardErrorMm of the median, mm: by how the frames scatter, and never less than the mean
 *     of what is stated for one frame, since the frames of one fish share errors of outline and pose
 *     that their number does not lessen
 * @param frames how many frames passed, 1 or more
 * @param measured in how many frames a length was measured
 */
public record TrackLength(
    int track,
    double medianMm,
    double percentile90Mm,
    double standardErrorMm,
    int frames,
    int measured) {

  /** The median of normal values scatters by this factor more than their mean. */
  private static final double MEDIAN = Math.sqrt(Math.PI / 2);

  /** Median absolute deviation to standard deviation of normal values. */
  private static final double NORMAL = 1.4826;

  /** The length of a track from its frames; empty if none passed. */
  static Optional<TrackLength> of(int track, List<MeasuredFish> frames) {
    List<StereoLength> good =
        frames.stream()
            .filter(MeasuredFish::passed)
            .map(frame -> frame.length().orElseThrow())
            .toList();
    if (good.isEmpty()) {
      return Optional.empty();
    }
    double[] lengths = good.stream().mapToDouble(StereoLength::lengthMm).sorted().toArray();
    double median = percentile(lengths, 0.5);
    double[] misses = Arrays.stream(lengths).map(l -> Math.abs(l - median)).sorted().toArray();
    double scatter = NORMAL * percentile(misses, 0.5);
    double stated =
        good.stream().mapToDouble(StereoLength::standardErrorMm).average().orElseThrow();
    double error = Math.max(stated, MEDIAN * scatter / Math.sqrt(good.size()));
    int measured = (int) frames.stream().filter(frame -> frame.length().isPresent()).count();
    return Optional.of(
        new TrackLength(track, median, percentile(lengths, 0.9), error, good.size(), measured));
  }

  /** Between the two nearest values, as R's default (type 7) does. */
  static double percentile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int low = (int) Math.floor(place);
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}

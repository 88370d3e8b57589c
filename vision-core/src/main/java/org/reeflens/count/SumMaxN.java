package org.reeflens.count;

import java.util.List;
import java.util.Optional;

/**
 * SumMaxN: the sum over several cameras of the MaxN of each. Right where no animal can be seen by
 * two of the cameras during the recording; elsewhere the same animal may be counted once for each
 * camera, since the frames of MaxN differ in time. Cameras need no synchronisation. For cameras
 * that look in all directions from one place, sums of frames of one time are {@link SmaxN} with no
 * time between cameras.
 *
 * @param n the sum, 0 or more
 * @param ofCameras MaxN of each camera, in the order given; without those that have no frame in the
 *     period
 */
public record SumMaxN(int n, List<MaxN> ofCameras) {

  /** Copies the list. */
  public SumMaxN {
    ofCameras = List.copyOf(ofCameras);
  }

  /**
   * Adds up over cameras.
   *
   * @param cameras one taxon, as each camera saw it
   * @param period dive time of each camera
   */
  public static SumMaxN of(List<CountSeries> cameras, Period period) {
    List<MaxN> each =
        cameras.stream().map(camera -> MaxN.of(camera, period)).flatMap(Optional::stream).toList();
    return new SumMaxN(each.stream().mapToInt(MaxN::n).sum(), each);
  }
}

package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;
import org.reeflens.stats.Assignment;

/**
 * The rounds of matching of ByteTrack, which BoT-SORT took over: confirmed tracks with high
 * detections, those in view with low ones, then what is not confirmed yet. See {@link ByteTrack}.
 *
 * @param <M> how the tracker takes animals to move
 */
abstract class ByteRounds<M extends BoxMotion> extends BoxTracker<M> {
  /** Overlap above which the originals take a lost and a seen track to be the same. */
  private static final double SAME_PLACE = 0.85;

  private final ByteTrackSettings.Matching limits;
  private final boolean asPublished;
  private final Reach reach;

  ByteRounds(TrackerSettings settings, ByteTrackSettings.Matching limits) {
    super(settings);
    this.limits = limits;
    asPublished = settings.asPublished();
    reach = asPublished ? Reach.WHOLE_PIXELS : Reach.widened(limits.margin());
  }

  @Override
  final boolean waits(ActiveTrack<M> track) {
    return asPublished && !track.isConfirmed();
  }

  @Override
  final boolean isProven(ActiveTrack<M> track) {
    return (asPublished && isAmongFirst(1)) || super.isProven(track);
  }

  @Override
  final void associate(List<ActiveTrack<M>> known, List<Detection> high, List<Detection> low) {
    List<ActiveTrack<M>> confirmed =
        known.stream().filter(t -> t.isConfirmed() && !isLost(t)).toList();
    List<ActiveTrack<M>> unconfirmed = known.stream().filter(t -> !t.isConfirmed()).toList();

    List<Detection> highLeft = matchHigh(confirmed, high, limits.first());
    List<ActiveTrack<M>> missed = unseen(confirmed).stream().filter(this::isInView).toList();
    List<Detection> lowLeft = match(missed, low, overlaps(missed, low), limits.second());
    highLeft = matchHigh(unconfirmed, highLeft, limits.unconfirmed());
    if (!asPublished) {
      missed = unseen(unconfirmed);
      match(missed, lowLeft, overlaps(missed, lowLeft), limits.second());
    }
    start(findAgain(known, highLeft));
    if (asPublished) {
      endDoubles(known);
    }
  }

  /** How well a high detection fits a track, up to 1, given how much they overlap. */
  double fit(ActiveTrack<M> track, Detection detection, double overlap) {
    return limits.weighConfidence() ? overlap * detection.confidence() : overlap;
  }

  /**
   * A last look for lost tracks, before detections start new ones.
   *
   * @return the high detections that no track took, in their order
   */
  List<Detection> findAgain(List<ActiveTrack<M>> known, List<Detection> left) {
    return left;
  }

  private List<Detection> matchHigh(
      List<ActiveTrack<M>> candidates, List<Detection> detections, double limit) {
    double[] fits = overlaps(candidates, detections);
    int n = detections.size();
    for (int i = 0; i < fits.length; i++) {
      fits[i] = fit(candidates.get(i / n), detections.get(i % n), fits[i]);
    }
    return match(candidates, detections, fits, limit);
  }

  private List<Detection> match(
      List<ActiveTrack<M>> candidates, List<Detection> detections, double[] fits, double limit) {
    double[] costs = new double[fits.length];
    for (int i = 0; i < fits.length; i++) {
      costs[i] = 1 - fits[i];
    }
    return take(
        candidates,
        detections,
        Assignment.leastCost(costs, candidates.size(), detections.size(), limit));
  }

  private double[] overlaps(List<ActiveTrack<M>> candidates, List<Detection> detections) {
    List<Box> expected = candidates.stream().map(ActiveTrack::box).toList();
    return reach.overlaps(expected, detections.stream().map(Detection::box).toList());
  }

  private void endDoubles(List<ActiveTrack<M>> known) {
    List<ActiveTrack<M>> doubles = new ArrayList<>();
    List<ActiveTrack<M>> lostTracks = unseen(known);
    for (ActiveTrack<M> seen : known) {
      for (ActiveTrack<M> lost : lostTracks) {
        if (isSeen(seen) && reach.of(seen.box()).iou(reach.of(lost.box())) > SAME_PLACE) {
          doubles.add(seen.spanSeconds() > lost.spanSeconds() ? lost : seen);
        }
      }
    }
    end(doubles);
  }
}

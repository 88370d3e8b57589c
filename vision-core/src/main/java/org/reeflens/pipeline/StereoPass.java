package org.reeflens.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;
import org.reeflens.image.GreyPatch;
import org.reeflens.measure.AxisMatch;
import org.reeflens.measure.FishEnds;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.MeasureException;
import org.reeflens.measure.SnoutFork;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.measure.StereoLength;
import org.reeflens.measure.StereoMatching;
import org.reeflens.measure.StereoMeasurer;
import org.reeflens.measure.Triangulation;
import org.reeflens.stats.Assignment;
import org.reeflens.survey.MeasuredFish;
import org.reeflens.survey.Observation;
import org.reeflens.survey.ObservationLog;
import org.reeflens.video.Dive;
import org.reeflens.video.StereoDive;
import org.reeflens.video.StereoReader;

/** The second reading of both recordings: matches the fish of chosen pairs and measures them. */
final class StereoPass {

  /**
   * Standard deviation of each coordinate of an end that is found automatically, pixels: what
   * people are taken to have. On drawn dives the stated standard errors then held in 73 % of the
   * frames with true outlines and in 53 % with the network's; see docs/guides/stereo-dives.md.
   */
  static final double PIXEL_SIGMA = 1;

  /** Fish nearer than this fill the picture. A guess. */
  private static final double NEAREST_MM = 300;

  /** Fish are matched so far beyond the range in which they count, so that the rule is seen. */
  private static final double BEYOND = 1.5;

  /** Without a rule for the range fish are matched up to here. Water is not clearer. */
  private static final double FARTHEST_MM = 20_000;

  /** Ends found by the outline of the right picture may be off by this part of the length. */
  private static final double DISAGREEMENT = 0.15;

  /** And by this, pixels. A guess, as the one before. */
  private static final double DISAGREEMENT_PIXELS = 4;

  private final StereoDive dive;
  private final StereoCalibration rig;
  private final FishEnds ends;
  private final LengthRules rules;
  private final ObservationLog left;
  private final ObservationLog right;
  private final StereoMatching matching;
  private final StereoMeasurer measurer;

  /** Sample of the right log by its frame. */
  private final Map<FrameTime, Integer> rightSamples = new HashMap<>();

  /** Boxes of each track by sample. */
  private final Map<Integer, NavigableMap<Integer, Box>> leftPaths;

  private final Map<Integer, NavigableMap<Integer, Box>> rightPaths;

  /** What a frame says of one fish before the tracks have voted. */
  private record Draft(int look, int leftIndex, int rightIndex, MeasuredFish fish) {}

  StereoPass(
      StereoDive dive,
      StereoCalibration rig,
      FishEnds ends,
      LengthRules rules,
      ObservationLog left,
      ObservationLog right) {
    this.dive = dive;
    this.rig = rig;
    this.ends = ends;
    this.rules = rules;
    this.left = left;
    this.right = right;
    Double farthest = rules.maxRangeMm();
    this.matching =
        new StereoMatching(
            rig,
            NEAREST_MM,
            farthest == null ? FARTHEST_MM : Math.max(NEAREST_MM + 1, BEYOND * farthest));
    this.measurer = new StereoMeasurer(rig, Triangulation.MIDPOINT, PIXEL_SIGMA);
    for (int sample = 0; sample < right.samples().size(); sample++) {
      rightSamples.put(right.samples().get(sample), sample);
    }
    this.leftPaths = paths(left);
    this.rightPaths = paths(right);
  }

  private static Map<Integer, NavigableMap<Integer, Box>> paths(ObservationLog log) {
    Map<Integer, NavigableMap<Integer, Box>> paths = new HashMap<>();
    for (int sample = 0; sample < log.samples().size(); sample++) {
      for (Observation one : log.at(sample)) {
        paths
            .computeIfAbsent(one.track(), track -> new TreeMap<>())
            .put(sample, one.detection().box());
      }
    }
    return paths;
  }

  /** Whether a box touches the edge of the picture. */
  static boolean cut(Box box, Dive dive) {
    return box.left() <= 1
        || box.top() <= 1
        || box.right() >= dive.width() - 2
        || box.bottom() >= dive.height() - 2;
  }

  /**
   * Measures the fish of chosen pairs.
   *
   * @param pairs by the left frame's sample
   * @return every left fish of every pair that could be read, measured or with the reason why not
   */
  List<MeasuredFish> measure(NavigableMap<Integer, StereoDive.Pair> pairs, Progress progress)
      throws InterruptedException {
    Map<FrameTime, Integer> samples = new HashMap<>();
    pairs.forEach((sample, pair) -> samples.put(pair.left(), sample));
    List<StereoMatching.Look> looks = new ArrayList<>();
    List<Draft> drafts = new ArrayList<>();
    try (StereoReader reader = new StereoReader(dive, List.copyOf(pairs.values()))) {
      StereoReader.Frames next;
      while ((next = reader.next()) != null) {
        try (StereoReader.Frames frames = next) {
          if (progress.cancelled()) {
            throw new MeasureException("the measuring was stopped on request");
          }
          look(frames, Objects.requireNonNull(samples.get(frames.pair().left())), looks, drafts);
        }
      }
    }
    return agreed(looks, drafts);
  }

  /** Drops what the tracks do not agree on. */
  private static List<MeasuredFish> agreed(List<StereoMatching.Look> looks, List<Draft> drafts) {
    List<int[]> pairs = StereoMatching.together(looks);
    List<MeasuredFish> agreed = new ArrayList<>();
    for (Draft draft : drafts) {
      int right = pairs.get(draft.look())[draft.leftIndex()];
      MeasuredFish fish = draft.fish();
      if (draft.rightIndex() == right || draft.rightIndex() == Assignment.NONE) {
        agreed.add(fish);
      } else {
        agreed.add(
            MeasuredFish.none(
                fish.track(),
                0,
                fish.sample(),
                fish.pair(),
                "the tracks of both cameras do not agree on which fish this is"));
      }
    }
    return agreed;
  }

  private void look(
      StereoReader.Frames frames, int sample, List<StereoMatching.Look> looks, List<Draft> drafts) {
    List<Observation> lefts = left.at(sample);
    Integer rightSample = rightSamples.get(frames.pair().right());
    List<Observation> rights = rightSample == null ? List.of() : right.at(rightSample);
    int columns = rights.size();
    double lag = frames.pair().lagSeconds();
    List<Point> shifts =
        rights.stream()
            .map(
                one ->
                    shift(
                        rightPaths, right, one.track(), rightSample == null ? 0 : rightSample, lag))
            .toList();
    StereoMatching.Candidate[] candidates = new StereoMatching.Candidate[lefts.size() * columns];
    double[] costs = new double[candidates.length];
    double[] ranges = new double[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      Box leftBox = lefts.get(i / columns).detection().box();
      Box rightBox = rights.get(i % columns).detection().box();
      StereoMatching.Candidate candidate =
          matching.candidate(
              leftBox,
              StereoMatching.shifted(rightBox, shifts.get(i % columns)),
              cut(leftBox, dive.left()) || cut(rightBox, dive.right()));
      candidates[i] = candidate;
      costs[i] = Double.POSITIVE_INFINITY;
      if (candidate != null) {
        double alike =
            GreyPatch.of(frames.left(), leftBox, 1)
                .likeness(leftBox, GreyPatch.of(frames.right(), rightBox, 1), rightBox);
        costs[i] = candidate.cost() + StereoMatching.unlikeness(alike);
        ranges[i] = candidate.rangeMm();
      }
    }
    StereoMatching.Look look =
        new StereoMatching.Look(
            frames.pair().left().seconds(),
            lefts.stream().mapToInt(Observation::track).toArray(),
            rights.stream().mapToInt(Observation::track).toArray(),
            costs,
            ranges);
    int[] alone = StereoMatching.alone(look);
    for (int l = 0; l < alone.length; l++) {
      int r = alone[l];

      int track = lefts.get(l).track();
      MeasuredFish fish =
          r == Assignment.NONE
              ? MeasuredFish.none(track, 0, sample, frames.pair(), "not found in the right picture")
              : fish(
                  frames,
                  sample,
                  lefts.get(l),
                  rights.get(r),
                  shifts.get(r),
                  candidates[l * columns + r].depthMm());
      drafts.add(new Draft(looks.size(), l, r, fish));
    }
    looks.add(look);
  }

  /** How far a track moves in a time by its boxes just before and after, pixels. */
  private static Point shift(
      Map<Integer, NavigableMap<Integer, Box>> paths,
      ObservationLog log,
      int track,
      int sample,
      double seconds) {
    NavigableMap<Integer, Box> path = paths.get(track);
    Map.Entry<Integer, Box> before = path == null ? null : path.lowerEntry(sample);
    Map.Entry<Integer, Box> after = path == null ? null : path.higherEntry(sample);
    Map.Entry<Integer, Box> here = path == null ? null : path.floorEntry(sample);
    if (before == null) {
      before = here;
    }
    if (after == null) {
      after = here;
    }
    if (before == null || after == null || before.getKey().equals(after.getKey())) {
      return new Point(0, 0);
    }
    double span =
        log.samples().get(after.getKey()).seconds() - log.samples().get(before.getKey()).seconds();
    Box from = before.getValue();
    Box to = after.getValue();
    return span > 1
        ? new Point(0, 0)
        : new Point(
            (to.centreX() - from.centreX()) / span * seconds,
            (to.centreY() - from.centreY()) / span * seconds);
  }

  private MeasuredFish fish(
      StereoReader.Frames frames,
      int sample,
      Observation leftFish,
      Observation rightFish,
      Point shift,
      double depthMm) {
    try {
      Box leftBox = leftFish.detection().box();
      Box rightBox = rightFish.detection().box();
      FishEnds.Found found = ends(frames.left(), leftBox, dive.left(), "left");
      AxisMatch.Ends both =
          AxisMatch.find(
              rig,
              GreyPatch.of(frames.left(), leftBox, 0.2 * leftBox.width() + 4),
              found.mask(),
              GreyPatch.of(frames.right(), rightBox, 0.6 * rightBox.width() + 16),
              found.ends().snout(),
              found.ends().fork(),
              depthMm,
              shift);
      requireAgreement(frames.right(), rightBox, shift, both);
      StereoLength length = measurer.measure(both.snout(), both.fork());
      double sync = syncError(length, leftFish.track(), sample);
      StereoLength stated =
          new StereoLength(
              length.lengthMm(),
              Math.hypot(length.standardErrorMm(), sync),
              length.snout(),
              length.fork());
      List<String> broken =
          rules.checks(stated).stream()
              .filter(check -> !check.passed())
              .map(LengthRules.Check::reason)
              .toList();
      return new MeasuredFish(
          leftFish.track(),
          rightFish.track(),
          sample,
          frames.pair(),
          Optional.of(stated),
          Optional.of(both.snout()),
          Optional.of(both.fork()),
          broken.isEmpty(),
          broken);
    } catch (MeasureException refused) {
      return MeasuredFish.none(
          leftFish.track(),
          rightFish.track(),
          sample,
          frames.pair(),
          String.valueOf(refused.getMessage()));
    }
  }

  private FishEnds.Found ends(Frame frame, Box box, Dive camera, String side) {
    if (cut(box, camera)) {
      throw new MeasureException("the edge of the " + side + " picture cuts the fish");
    }
    FishEnds.Found found =
        ends.find(frame, box)
            .orElseThrow(
                () -> new MeasureException("no outline was found in the " + side + " picture"));
    if (found.ends().doubts().contains(SnoutFork.Doubt.CUT)) {
      throw new MeasureException("the edge of the " + side + " picture cuts the fish");
    }
    return found;
  }

  /** The outline of the right picture, found for itself, must have its ends about there. */
  private void requireAgreement(Frame frame, Box box, Point shift, AxisMatch.Ends both) {
    SnoutFork own = ends(frame, box, dive.right(), "right").ends();
    double allowed = DISAGREEMENT_PIXELS + DISAGREEMENT * own.length();
    double asFound =
        Math.max(
            off(own.snout(), both.snout().right(), shift),
            off(own.fork(), both.fork().right(), shift));
    double swapped =
        Math.max(
            off(own.fork(), both.snout().right(), shift),
            off(own.snout(), both.fork().right(), shift));
    double off = Math.min(asFound, swapped);
    if (off > allowed) {
      throw new MeasureException(
          String.format(
              Locale.ROOT,
              "outline and matching put the ends %.1f pixels apart in the right picture, over %.1f",
              off,
              allowed));
    }
  }

  private static double off(Point seen, Point matched, Point shift) {
    return Math.hypot(seen.x() - shift.x() - matched.x(), seen.y() - shift.y() - matched.y());
  }

  /**
   * What the error of the sync makes of a length, mm: a fish that swims across by {@code s} between
   * the two moments looks as if the cameras were {@code s} nearer together or farther apart, and
   * with the baseline all lengths scale.
   */
  private double syncError(StereoLength length, int track, int sample) {
    Point perSecond = shift(leftPaths, left, track, sample, 1);
    double across = Math.abs(perSecond.x()) / rig.left().fx() * length.midpoint().z();
    return length.lengthMm() * across * dive.sync().errorSeconds() / rig.baselineMm();
  }
}

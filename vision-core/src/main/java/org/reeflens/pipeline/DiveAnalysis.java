package org.reeflens.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Appearances;
import org.reeflens.classify.Classifier;
import org.reeflens.detect.Detector;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Polygon;
import org.reeflens.geometry.Segment;
import org.reeflens.image.CameraMotion;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.RunMetrics;
import org.reeflens.track.BoostedTracker;
import org.reeflens.track.BotSort;
import org.reeflens.track.BotSortSettings;
import org.reeflens.track.ByteTrack;
import org.reeflens.track.ScoreBoost;
import org.reeflens.track.Stationary;
import org.reeflens.track.StillPictures;
import org.reeflens.track.Tracker;
import org.reeflens.video.Dive;
import org.reeflens.video.LiveStream;

/**
 * The analysis of one dive: frames are sampled by time, animals are found in each, followed,
 * counted and named. Decoding, packing, detecting and analysing run on a thread each; memory does
 * not grow with the dive but for some bytes an observation.
 *
 * <pre>{@code
 * Inventory inventory =
 *     DiveAnalysis.of(Dive.of(Path.of("GX010042.MP4"), Path.of("GX020042.MP4")))
 *         .detector(Detector.open(models.get("reef-fish-detector")))
 *         .classifier(Classifier.open(models.get("reef-fish-classifier")))
 *         .run(Progress.none());
 * }</pre>
 */
public final class DiveAnalysis {

  /** Frames analysed a second unless asked otherwise; VIAME's fish tracker works at 5 too. */
  public static final double DEFAULT_SAMPLES_PER_SECOND = 5;

  /** Length of the periods of the MaxN table unless asked otherwise, seconds. */
  public static final double DEFAULT_PERIOD_SECONDS = 60;

  /** Below this rate {@link ByteTrack} sees too little of a fish to confirm it. */
  static final double SLOWEST_TO_FOLLOW = 2;

  private final Recording dive;
  private @Nullable Detector detector;
  private @Nullable Classifier classifier;
  private @Nullable Tracker tracker;
  private @Nullable Appearances appearances;
  private @Nullable ScoreBoost boost;
  private double samplesPerSecond = DEFAULT_SAMPLES_PER_SECOND;
  private @Nullable AdaptiveSampling adaptive;
  private double fromSeconds;
  private double toSeconds = Double.POSITIVE_INFINITY;
  private double periodSeconds = DEFAULT_PERIOD_SECONDS;
  private List<Double> firstMinutes = List.of();
  private List<Segment> lines = List.of();
  private List<Polygon> zones = List.of();
  private EvidenceSink evidence = EvidenceSink.none();
  private @Nullable Consumer<CountsSoFar> watcher;
  private Consumer<RunMetrics> metrics = told -> {};
  private boolean cameraMoves;
  private Stationary.@Nullable Rule stationary;

  private DiveAnalysis(Recording dive) {
    this.dive = dive;
  }

  /** An analysis of a dive, to be told what to use. */
  public static DiveAnalysis of(Dive dive) {
    return new DiveAnalysis(new RecordedDive(dive));
  }

  /** An analysis of chosen frames of a dive, those that go with frames of another camera. */
  static DiveAnalysis of(Dive dive, List<FrameTime> frames) {
    return new DiveAnalysis(new RecordedDive(dive, frames));
  }

  /**
   * An analysis of a stream as it comes, to be told what to use; it ends when the stream does, or
   * at the end of the period of {@link #between}, from which another analysis may go on. Memory
   * grows by some bytes a frame and an observation, so a stream of days is analysed in pieces. Open
   * the detector with batches of one picture: a larger batch waits until it is full.
   *
   * @param stream where frames come from; it stays the caller's, who closes it
   */
  public static DiveAnalysis of(LiveStream stream) {
    return new DiveAnalysis(new RecordedStream(stream)).samplesPerSecond(stream.samplesPerSecond());
  }

  /** What finds the animals; it stays the caller's, who closes it. Needed. */
  public DiveAnalysis detector(Detector finder) {
    this.detector = finder;
    return this;
  }

  /**
   * What names the animals; it stays the caller's, who closes it. If not said, or null, an animal
   * has the name of its detector's class.
   */
  public DiveAnalysis classifier(@Nullable Classifier namer) {
    this.classifier = namer;
    return this;
  }

  /**
   * What follows the animals; a new one for each dive. If not said, {@link
   * ByteTrack#forFish(double)} with the confidence the detector follows from; {@link StillPictures}
   * for photos and for less than {@value #SLOWEST_TO_FOLLOW} frames a second.
   */
  public DiveAnalysis tracker(Tracker follower) {
    this.tracker = follower;
    return this;
  }

  /**
   * What tells how the animals look, so that one that was hidden is known again; it stays the
   * caller's, who closes it. Unless {@link #tracker} says otherwise, animals are then followed by
   * {@link BotSort} with {@link BotSortSettings.Look#forFish}. If not said, or null, looks count
   * for nothing.
   */
  public DiveAnalysis appearances(@Nullable Appearances looks) {
    this.appearances = looks;
    return this;
  }

  /**
   * Raises and lowers confidences by what was seen at the same place just before; if not said, they
   * are taken as they are.
   */
  public DiveAnalysis boost(ScoreBoost scores) {
    this.boost = scores;
    return this;
  }

  /**
   * How many frames a second are analysed; 5 if not said. Those of a stream come at the rate it was
   * opened with.
   *
   * @throws IllegalArgumentException if it is not above zero
   */
  public DiveAnalysis samplesPerSecond(double rate) {
    if (!(rate > 0 && rate <= 1000)) {
      throw new IllegalArgumentException(
          "frames a second must be above 0 and at most 1000: " + rate);
    }
    this.samplesPerSecond = rate;
    return this;
  }

  /**
   * Looks at fewer of the samples where nothing is to be seen; if not said, or null, at all of
   * them. The detector must take one frame at a time.
   */
  public DiveAnalysis adaptive(@Nullable AdaptiveSampling sampling) {
    this.adaptive = sampling;
    return this;
  }

  /**
   * The part of the dive that counts; all of it if not said.
   *
   * @param from dive seconds, 0 or more
   * @param to dive seconds, above {@code from}; infinity for the end
   * @throws IllegalArgumentException if the part is empty or begins after the dive
   */
  public DiveAnalysis between(double from, double to) {
    if (!(from >= 0 && to > from)) {
      throw new IllegalArgumentException("the period of interest is empty: " + from + " to " + to);
    }
    if (from >= diveSeconds()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The period of interest begins at %.1f s, but the dive ends at %.1f s.",
              from,
              diveSeconds()));
    }
    this.fromSeconds = from;
    this.toSeconds = to;
    return this;
  }

  /**
   * Length of the periods that MaxN is told for, seconds; 60 if not said.
   *
   * @throws IllegalArgumentException if it is not above zero
   */
  public DiveAnalysis period(double seconds) {
    if (!(seconds > 0 && Double.isFinite(seconds))) {
      throw new IllegalArgumentException("a period must last more than 0 seconds: " + seconds);
    }
    this.periodSeconds = seconds;
    return this;
  }

  /**
   * First minutes of the analysed time that are counted for themselves too; none if not said.
   *
   * @throws IllegalArgumentException if one is not above zero
   */
  public DiveAnalysis firstMinutes(List<Double> minutes) {
    for (double one : minutes) {
      if (!(one > 0 && Double.isFinite(one))) {
        throw new IllegalArgumentException("the first minutes must be more than 0: " + one);
      }
    }
    this.firstMinutes = List.copyOf(minutes);
    return this;
  }

  /**
   * Lines at which crossings are counted; none if not said.
   *
   * @param across lines in source pixels
   * @throws IllegalArgumentException if an end of one lies outside the picture
   */
  public DiveAnalysis lines(List<Segment> across) {
    for (Segment line : across) {
      requireInside("a line", List.of(line.from(), line.to()));
    }
    this.lines = List.copyOf(across);
    return this;
  }

  /**
   * Zones in which animals are counted; none if not said.
   *
   * @param areas zones in source pixels
   * @throws IllegalArgumentException if a corner of one lies outside the picture
   */
  public DiveAnalysis zones(List<Polygon> areas) {
    for (Polygon zone : areas) {
      requireInside("a zone", zone.corners());
    }
    this.zones = List.copyOf(areas);
    return this;
  }

  /** One pixel of grace, for people who count pixels from 1 or give the size as the last one. */
  private void requireInside(String what, List<Point> places) {
    for (Point place : places) {
      if (!(place.x() >= -1
          && place.x() <= dive.width()
          && place.y() >= -1
          && place.y() <= dive.height())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s goes through %s, %s, outside the picture of %d x %d pixels",
                what,
                number(place.x()),
                number(place.y()),
                dive.width(),
                dive.height()));
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * What takes the pictures of the tracks, and of a stream those of each MaxN; none if not said.
   */
  public DiveAnalysis evidence(EvidenceSink sink) {
    this.evidence = sink;
    return this;
  }

  /**
   * Who is told what the run cost when it ends, also when it fails; nobody if not said.
   *
   * @param listener called once a run, on the thread that called {@link #run}
   */
  public DiveAnalysis metrics(Consumer<RunMetrics> listener) {
    this.metrics = listener;
    return this;
  }

  /**
   * Who is told what was counted so far, after each analysed frame and on the thread that analyses;
   * nobody if not said.
   */
  public DiveAnalysis watcher(Consumer<CountsSoFar> told) {
    this.watcher = told;
    return this;
  }

  /**
   * The camera is a diver's or an ROV's, or swings on its rope: its motion is measured and taken
   * away before animals are followed, see {@link CameraMotion}. If not said, it stands still.
   */
  public DiveAnalysis movingCamera() {
    this.cameraMoves = true;
    return this;
  }

  /**
   * Leaves out tracks that never moved relative to the background, weed and rocks most of them, and
   * with them fish that rest; the provenance names each. If not said, none is left out.
   */
  public DiveAnalysis leaveOutStationary(Stationary.Rule rule) {
    this.stationary = rule;
    return this;
  }

  /**
   * Runs the analysis.
   *
   * @param progress watches it, and may stop it
   * @return what the dive held; a recording that could only be read in part is analysed as far as
   *     it goes, and its decode report says so
   * @throws AnalysisException if it failed or was stopped; holds what was counted until then
   * @throws IllegalStateException if no detector was given, or the camera of photos should move
   * @throws IllegalArgumentException if confidences should be boosted, looks count or samples be
   *     left out where animals are not followed; if boosting looks ahead, the tracker takes no
   *     looks, or samples should be left out for a detector of several frames at a time
   */
  public Inventory run(Progress progress) {
    if (detector == null) {
      throw new IllegalStateException("an analysis needs a detector");
    }
    if (cameraMoves && dive.isPhotos()) {
      throw new IllegalStateException(
          "photos show no camera motion; take them as of a still camera");
    }
    Tracker follower = tracker == null ? usualTracker(detector) : tracker;
    if (appearances != null) {
      requireFollowing("looks can count");
      if (!follower.usesAppearance()) {
        throw new IllegalArgumentException(
            "this tracker makes nothing of how fish look: " + follower.describe());
      }
    }
    if (adaptive != null && adaptive.motion() && cameraMoves) {
      throw new IllegalArgumentException(
          "everything moves before a camera that moves; samples can be left out only where no"
              + " animal is seen");
    }
    if (adaptive != null) {
      requireFollowing("samples can be left out");
    }
    if (boost != null) {
      requireFollowing("confidences can be boosted");
      follower = new BoostedTracker(follower, boost);
    }
    return new Run(this, dive, detector, classifier, follower, progress).run();
  }

  private void requireFollowing(String what) {
    if (!followsFish()) {
      throw new IllegalArgumentException(
          what
              + " only where fish are followed: in video, from "
              + number(SLOWEST_TO_FOLLOW)
              + " frames a second on");
    }
  }

  private Tracker usualTracker(Detector finder) {
    if (!followsFish()) {
      return new StillPictures(finder.confidence());
    }
    return appearances == null
        ? ByteTrack.forFish(finder.following())
        : new BotSort(
            BotSortSettings.forFish(finder.following()).with(BotSortSettings.Look.forFish()));
  }

  /** Whether animals are followed from frame to frame unless the caller has a tracker. */
  boolean followsFish() {
    return !dive.isPhotos() && samplesPerSecond >= SLOWEST_TO_FOLLOW;
  }

  @Nullable Appearances appearances() {
    return appearances;
  }

  List<Double> firstMinutes() {
    return firstMinutes;
  }

  List<Segment> lines() {
    return lines;
  }

  List<Polygon> zones() {
    return zones;
  }

  /** Never zero, so that a single frame of unknown length counts. */
  double diveSeconds() {
    return Math.max(1, dive.durationMicros()) / 1e6;
  }

  @Nullable AdaptiveSampling adaptive() {
    return adaptive;
  }

  double samplesPerSecond() {
    return samplesPerSecond;
  }

  double fromSeconds() {
    return fromSeconds;
  }

  double toSeconds() {
    return toSeconds;
  }

  double periodSeconds() {
    return periodSeconds;
  }

  EvidenceSink evidence() {
    return evidence;
  }

  Consumer<RunMetrics> metrics() {
    return metrics;
  }

  @Nullable Consumer<CountsSoFar> watcher() {
    return watcher;
  }

  boolean cameraMoves() {
    return cameraMoves;
  }

  Stationary.@Nullable Rule stationary() {
    return stationary;
  }
}

package org.reeflens.pipeline;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Classifier;
import org.reeflens.detect.Detector;
import org.reeflens.image.CameraMotion;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.survey.Inventory;
import org.reeflens.track.ByteTrack;
import org.reeflens.track.Stationary;
import org.reeflens.track.StillPictures;
import org.reeflens.track.Tracker;
import org.reeflens.video.Dive;

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

  private final Dive dive;
  private @Nullable Detector detector;
  private @Nullable Classifier classifier;
  private @Nullable Tracker tracker;
  private double samplesPerSecond = DEFAULT_SAMPLES_PER_SECOND;
  private double fromSeconds;
  private double toSeconds = Double.POSITIVE_INFINITY;
  private double periodSeconds = DEFAULT_PERIOD_SECONDS;
  private EvidenceSink evidence = EvidenceSink.none();
  private boolean cameraMoves;
  private Stationary.@Nullable Rule stationary;

  private DiveAnalysis(Dive dive) {
    this.dive = dive;
  }

  /** An analysis of a dive, to be told what to use. */
  public static DiveAnalysis of(Dive dive) {
    return new DiveAnalysis(dive);
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
   * How many frames a second are analysed; 5 if not said.
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

  /** What takes the pictures of the tracks; none are made if not said. */
  public DiveAnalysis evidence(EvidenceSink sink) {
    this.evidence = sink;
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
    return new Run(this, dive, detector, classifier, follower, progress).run();
  }

  private Tracker usualTracker(Detector finder) {
    return dive.isPhotos() || samplesPerSecond < SLOWEST_TO_FOLLOW
        ? new StillPictures(finder.confidence())
        : ByteTrack.forFish(finder.following());
  }

  /** Never zero, so that a single frame of unknown length counts. */
  double diveSeconds() {
    return Math.max(1, dive.durationMicros()) / 1e6;
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

  boolean cameraMoves() {
    return cameraMoves;
  }

  Stationary.@Nullable Rule stationary() {
    return stationary;
  }
}

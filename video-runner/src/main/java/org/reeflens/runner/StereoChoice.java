package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.PictureSize;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.video.Dive;
import org.reeflens.video.MotionAlignment;
import org.reeflens.video.StereoDive;
import org.reeflens.video.Synchronisation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for a dive that two cameras recorded, whose fish are measured. */
final class StereoChoice {

  /** A recording and a calibration that belong together. */
  record Rig(StereoDive dive, StereoCalibration calibration, LengthRules rules) {}

  @Option(
      names = "--right",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "The right camera's video files in the order they were recorded; FILE... are then the"
              + " left camera's. Fish are counted in the left recording and measured in both.")
  private List<Path> right = List.of();

  @Mixin private final CalibrationChoice calibration = new CalibrationChoice();

  @Option(
      names = "--sync-offset",
      paramLabel = "SECONDS",
      description =
          "What to add to a time of the left recording to find the same moment in the right one;"
              + " below 0 if the right camera was started later. Without this and --sync-at the two"
              + " are aligned by what both see change.")
  private @Nullable Double offset;

  @Option(
      names = "--sync-at",
      paramLabel = "LEFT,RIGHT",
      description =
          "One moment in both recordings, such as a clap of the hands: its time in the left one and"
              + " in the right one, each in seconds or minutes:seconds. Give a second one, a minute"
              + " or more later, to take the drift of the clocks away.")
  private List<String> events = List.of();

  @Mixin private final LengthRulesChoice rules = new LengthRulesChoice();

  /** Whether a right recording was named. */
  boolean isGiven() {
    return !right.isEmpty();
  }

  /**
   * Opens the right recording and the calibration; null if there is none.
   *
   * @param left the left recording
   * @param out (Output) hears what was found out
   * @param err (Output) hears what may be wrong
   * @throws IllegalArgumentException if the options do not go together
   */
  @Nullable Rig open(Dive left, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    if (right.isEmpty()) {
      if (calibration.isGiven() || offset != null || !events.isEmpty()) {
        throw new IllegalArgumentException(
            "--calibration, --sync-offset and --sync-at are for stereo dives; name the right"
                + " camera's files with --right");
      }
      return null;
    }
    if (!calibration.isGiven()) {
      throw new IllegalArgumentException(
          "--right needs --calibration: without it no length can be told");
    }
    if (offset != null && !events.isEmpty()) {
      throw new IllegalArgumentException("give --sync-offset or --sync-at, not both");
    }
    StereoCalibration rig = calibration.read(out, err);
    LengthRules limits = rules.rules();
    Dive other = Dive.of(right);
    requireSize(left, rig.left().picture(), "left");
    requireSize(other, rig.right().picture(), "right");
    StereoDive dive = new StereoDive(left, other, synchronisation(left, other));
    out.println("Sync: " + dive.sync().describe());
    out.flush();
    return new Rig(dive, rig, limits);
  }

  private static void requireSize(Dive dive, @Nullable PictureSize calibrated, String side) {
    if (calibrated != null
        && (calibrated.width() != dive.width() || calibrated.height() != dive.height())) {
      throw new IllegalArgumentException(
          "the "
              + side
              + " recording has pictures of "
              + dive.width()
              + " x "
              + dive.height()
              + " pixels, but its camera was calibrated with "
              + calibrated
              + "; take the calibration of this camera mode");
    }
  }

  private Synchronisation synchronisation(Dive left, Dive other) throws InterruptedException {
    if (offset != null) {
      return Synchronisation.given(offset);
    }
    if (events.isEmpty()) {
      return MotionAlignment.of(left, other);
    }
    List<Synchronisation.Event> moments = new ArrayList<>();
    DiveTime times = new DiveTime();
    for (String event : events) {
      String[] both = event.split(",", -1);
      if (both.length != 2) {
        throw new IllegalArgumentException(
            "--sync-at needs two times, LEFT,RIGHT, such as 12.48,11.96: '" + event + "'");
      }
      moments.add(
          new Synchronisation.Event(times.convert(both[0].trim()), times.convert(both[1].trim())));
    }
    return Synchronisation.atEvents(moments, left, other);
  }
}

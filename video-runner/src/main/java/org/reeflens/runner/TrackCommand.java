package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reeflens.track.MotFile;
import org.reeflens.track.MotTracking;
import org.reeflens.track.TrackerKind;
import org.reeflens.track.TrackerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeflens track}: detections of any detector in, tracks out. */
@Command(
    name = "track",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Follows the boxes of a detector from frame to frame.",
      "",
      "Reads and writes MOT Challenge text: frame,id,left,top,width,height,confidence, where frames"
          + " and pixels count from 1. docs/guides/tracking.md says what the trackers do."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class TrackCommand implements Callable<Integer> {

  /** VIAME's survey model; see {@link org.reeflens.track.ByteTrack#forFish()}. */
  private static final double USUAL_CONFIDENCE = 0.3;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DET.txt", description = "The detections; their ids are not looked at.")
  private Path detections;

  @Option(
      names = "--tracker",
      paramLabel = "NAME",
      defaultValue = "bytetrack",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TrackerKind kind;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "fish",
      description = {
        "fish: settings in seconds; confirmed tracks only, with the boxes of the detector.",
        "paper: what the authors' code does, to compare with published results."
            + " (default: ${DEFAULT-VALUE})"
      })
  private Preset preset;

  /** Whose settings. */
  private enum Preset {
    FISH,
    PAPER
  }

  @Option(
      names = "--fps",
      paramLabel = "N",
      required = true,
      description = "Frames a second in the file.")
  private double framesPerSecond;

  @Option(
      names = "--confidence",
      paramLabel = "0..1",
      description =
          "With --preset fish, the confidence from which on the detector is believed; down to a"
              + " third of it detections go on with a track (default: "
              + USUAL_CONFIDENCE
              + ").")
  private @Nullable Double confidence;

  @Option(
      names = "--out",
      paramLabel = "RES.txt",
      required = true,
      description = "Where the tracks go.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (!(framesPerSecond > 0 && Double.isFinite(framesPerSecond))) {
      throw new IllegalArgumentException("--fps must be above 0: " + framesPerSecond);
    }
    TrackerSettings settings = settings();
    EvaluateCommand.makeRoomFor(out);
    List<MotFile.Row> found = MotFile.readDetections(detections);
    List<MotFile.Row> tracks = MotTracking.follow(settings, found, framesPerSecond);
    MotFile.write(out, tracks);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        Locale.ROOT,
        "%d tracks with %d boxes, of %d detections, are in %s%n",
        tracks.stream().mapToInt(MotFile.Row::id).distinct().count(),
        tracks.size(),
        found.size(),
        out);
    terminal.flush();
    return ExitCode.COMPLETE;
  }

  private TrackerSettings settings() {
    if (preset == Preset.PAPER) {
      if (confidence != null) {
        throw new IllegalArgumentException(
            "--confidence goes with --preset fish; the papers have confidences of their own");
      }
      return kind.paper(framesPerSecond);
    }
    double believed = confidence == null ? USUAL_CONFIDENCE : confidence;
    if (!(believed > 0 && believed <= 1)) {
      throw new IllegalArgumentException("--confidence must be above 0, to 1: " + believed);
    }
    return kind.forFish(believed);
  }
}

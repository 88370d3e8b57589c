package org.reeflens.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.TrackRecord;
import org.reeflens.detect.Detection;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Affine;
import org.reeflens.image.CameraMotion;
import org.reeflens.track.Stationary;
import org.reeflens.track.TrackPoint;

/** What a run does about motion: that of the camera, and that of tracks that have none. */
final class Motion implements AutoCloseable {
  private final @Nullable CameraMotion camera;
  private final @Nullable Stationary watch;

  /** Since the frame before; a camera that is not measured stands still. */
  private Optional<Affine> latest = Optional.of(Affine.identity());

  private int frames;
  private int unknown;

  Motion(boolean cameraMoves, Stationary.@Nullable Rule rule) {
    this.camera = cameraMoves ? new CameraMotion() : null;
    this.watch = rule == null ? null : new Stationary(rule);
  }

  /** How the camera moved since the frame before; the identity where that is not known. */
  Affine camera(Frame frame, List<Detection> detections) {
    if (camera != null) {
      latest = camera.estimate(frame, detections.stream().map(Detection::box).toList());
      // The first frame has none before it.
      unknown += frames > 0 && latest.isEmpty() ? 1 : 0;
    }
    frames++;
    return latest.orElse(Affine.identity());
  }

  /** Looks at what the tracker told of that frame. */
  void watch(FrameTime time, List<TrackPoint> points) {
    if (watch != null) {
      watch.add(time.seconds(), latest, points);
    }
  }

  /** The tracks to leave out. */
  Set<Integer> stationary() {
    return watch == null ? Set.of() : watch.tracks();
  }

  /** For provenance: what was done. */
  Map<String, String> settings() {
    Map<String, String> told = new TreeMap<>();
    if (camera != null) {
      told.put(
          "cameraMotion",
          String.format(
              Locale.ROOT,
              "%s; not known from one frame to the next %d times of %d",
              camera.describe(),
              unknown,
              Math.max(0, frames - 1)));
    }
    if (watch != null) {
      told.put("stationary", "left out if " + watch.describe());
    }
    return told;
  }

  /** For provenance: each track that was left out, so that anybody can look at it. */
  Map<String, String> told(List<TrackRecord> tracks) {
    Set<Integer> still = stationary();
    List<TrackRecord> out = tracks.stream().filter(track -> still.contains(track.id())).toList();
    return Map.of(
        "stationaryLeftOut",
        out.size()
            + " of "
            + tracks.size()
            + " tracks: "
            + out.stream().map(Motion::place).collect(Collectors.joining("; ")));
  }

  private static String place(TrackRecord track) {
    return String.format(
        Locale.ROOT,
        "track %d from %.1f s to %.1f s in %d frames about x %.0f, y %.0f",
        track.id(),
        track.firstSeen().seconds(),
        track.lastSeen().seconds(),
        track.detections(),
        track.lastBox().centreX(),
        track.lastBox().centreY());
  }

  @Override
  public void close() {
    if (camera != null) {
      camera.close();
    }
  }
}

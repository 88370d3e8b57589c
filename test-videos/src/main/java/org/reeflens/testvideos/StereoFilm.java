package org.reeflens.testvideos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.reeflens.testvideos.scene.LensCamera;
import org.reeflens.testvideos.scene.RenderedFrame;
import org.reeflens.testvideos.scene.StereoFishTruth;
import org.reeflens.testvideos.scene.StereoRenderer;
import org.reeflens.testvideos.scene.StereoRig;

/** Films a scene with two cameras into chapter files. */
public final class StereoFilm {

  private StereoFilm() {}

  /**
   * Writes the chapters of both cameras as BT.709 H.264: {@code GX010001.MP4} and so on in the
   * folders {@code left} and {@code right}.
   *
   * @param renderer the scene
   * @param folder where the two folders go
   * @param leftFrames how many frames each left chapter has
   * @param rightFrames how many frames each right chapter has
   * @param bitsPerSecond bit rate aimed at
   */
  public static void write(
      StereoRenderer renderer,
      Path folder,
      List<Integer> leftFrames,
      List<Integer> rightFrames,
      int bitsPerSecond)
      throws IOException {
    chapters(renderer, folder.resolve("left"), leftFrames, renderer::left, bitsPerSecond);
    chapters(renderer, folder.resolve("right"), rightFrames, renderer::right, bitsPerSecond);
  }

  /** The chapter files of one camera as {@link #write} names them. */
  public static List<Path> chapters(Path folder, String side, int count) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(folder.resolve(side).resolve(name(i)));
    }
    return files;
  }

  private static String name(int chapter) {
    return String.format(Locale.ROOT, "GX%02d0001.MP4", chapter + 1);
  }

  private static void chapters(
      StereoRenderer renderer,
      Path folder,
      List<Integer> frames,
      IntFunction<RenderedFrame> camera,
      int bitsPerSecond)
      throws IOException {
    Files.createDirectories(folder);
    FrameRate rate = FrameRate.of(renderer.scene().scene().framesPerSecond());
    StereoRig rig = renderer.scene().rig();
    int next = 0;
    for (int chapter = 0; chapter < frames.size(); chapter++) {
      try (RawEncoder encoder =
          RawEncoder.open(
              folder.resolve(name(chapter)),
              rig.width(),
              rig.height(),
              rate,
              Codec.h264(bitsPerSecond))) {
        for (int i = 0; i < frames.get(chapter); i++) {
          encoder.write(camera.apply(next++).rgb());
        }
      }
    }
  }

  /**
   * Writes the rig as OpenCV's stereo calibrations are written: {@code M1}, {@code D1}, {@code M2},
   * {@code D2}, {@code R}, {@code T} in YAML, mm.
   */
  public static void writeCalibration(StereoRig rig, Path file) throws IOException {
    StringBuilder yaml = new StringBuilder("%YAML:1.0\n---\nunit: mm\nmedium: water\n");
    yaml.append("image_width: " + rig.width() + "\nimage_height: " + rig.height() + "\n");
    yaml.append(matrix("M1", 3, 3, intrinsics(rig.left())));
    yaml.append(matrix("D1", 1, 5, distortion(rig.left())));
    yaml.append(matrix("M2", 3, 3, intrinsics(rig.right())));
    yaml.append(matrix("D2", 1, 5, distortion(rig.right())));
    yaml.append(matrix("R", 3, 3, rig.rotation()));
    yaml.append(matrix("T", 3, 1, rig.translation()));
    Files.writeString(file, yaml, StandardCharsets.UTF_8);
  }

  private static List<Double> intrinsics(LensCamera lens) {
    return List.of(lens.fx(), 0.0, lens.cx(), 0.0, lens.fy(), lens.cy(), 0.0, 0.0, 1.0);
  }

  private static List<Double> distortion(LensCamera lens) {
    return List.of(lens.k1(), lens.k2(), lens.p1(), lens.p2(), lens.k3());
  }

  private static String matrix(String name, int rows, int columns, List<Double> values) {
    List<String> texts = values.stream().map(value -> Double.toString(value)).toList();
    return String.format(
        Locale.ROOT,
        "%s: !!opencv-matrix\n   rows: %d\n   cols: %d\n   dt: d\n   data: [ %s ]\n",
        name,
        rows,
        columns,
        String.join(", ", texts));
  }

  /**
   * Writes the truth of every left frame as CSV: frame, time, fish, its length, and its ends in
   * both pictures at that moment.
   */
  public static void writeTruth(StereoRenderer renderer, int leftFrames, Path file)
      throws IOException {
    StringBuilder csv =
        new StringBuilder(
            "frame,time_s,id,kind,length_mm,straight_mm,range_mm,turn_deg,"
                + "lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2\n");
    for (int frame = 0; frame < leftFrames; frame++) {
      double seconds = renderer.scene().scene().timeOf(frame);
      for (StereoFishTruth fish : renderer.truth(seconds)) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%d,%.6f,%d,%s,%.3f,%.3f,%.1f,%.2f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f\n",
                frame,
                seconds,
                fish.id(),
                fish.kind().label(),
                fish.lengthMm(),
                fish.straightMm(),
                fish.rangeMm(),
                fish.turnDegrees(),
                fish.leftSnout().x(),
                fish.leftSnout().y(),
                fish.rightSnout().x(),
                fish.rightSnout().y(),
                fish.leftFork().x(),
                fish.leftFork().y(),
                fish.rightFork().x(),
                fish.rightFork().y()));
      }
    }
    Files.writeString(file, csv, StandardCharsets.UTF_8);
  }
}

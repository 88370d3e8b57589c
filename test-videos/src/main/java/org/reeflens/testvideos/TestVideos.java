package org.reeflens.testvideos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reeflens.testvideos.scene.DemoScene;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.SceneTruth;
import org.reeflens.testvideos.scene.SceneTruthWriter;
import org.reeflens.testvideos.scene.StereoFish;
import org.reeflens.testvideos.scene.StereoRenderer;
import org.reeflens.testvideos.scene.StereoRig;
import org.reeflens.testvideos.scene.StereoScene;

/** The program that writes a drawn clip and its truth. */
public final class TestVideos {

  static final String USAGE =
      "usage: TestVideos OUT [--seed N] [--size WIDTHxHEIGHT] [--rate FPS] [--seconds S]"
          + " [--fish N]\n"
          + "       TestVideos OUT --demo\n"
          + "       TestVideos OUT --stereo [--seed N] [--size WIDTHxHEIGHT] [--rate FPS]"
          + " [--seconds S] [--fish N]\n"
          + "Writes clip.mp4, truth.json and gt.txt to the folder OUT; with --demo the clip that\n"
          + "comes with the project: demo-reef.mp4, truth.json without its frames, and gt.txt;\n"
          + "with --stereo two cameras: the chapters in left/ and right/, the right one started 0.52 s\n"
          + "later, rig.yml and truth.csv.";

  /** The demo is committed, so it must be small. */
  private static final Codec SMALL = new Codec("libopenh264", Map.of("b", "420k", "g", "90"));

  private static final Pattern SIZE = Pattern.compile("(\\d{2,5})x(\\d{2,5})");

  /** When the right camera of a stereo dive is started, s after the left one. */
  private static final double RIGHT_LATE = 0.52;

  private TestVideos() {}

  /** Runs the program; the exit status is 2 for bad usage and for a clip that cannot be written. */
  public static void main(String[] arguments) {
    try {
      System.out.println(run(List.of(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Does what the arguments say and returns one line about it. */
  static String run(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
      throw new IllegalArgumentException("the first argument is the folder to write to");
    }
    Path folder = Path.of(arguments.get(0));
    List<String> options = arguments.subList(1, arguments.size());
    if (options.contains("--stereo")) {
      return stereo(folder, options.stream().filter(o -> !o.equals("--stereo")).toList());
    }
    boolean demo = options.equals(List.of("--demo"));
    SceneSettings settings = demo ? DemoScene.SETTINGS : settings(options);
    Files.createDirectories(folder);
    Path clip = folder.resolve(demo ? "demo-reef.mp4" : "clip.mp4");
    SceneTruth truth = SceneFilm.write(settings, clip, demo ? SMALL : Codec.h264(1_000_000));
    SceneTruthWriter.writeJson(truth, folder.resolve("truth.json"), !demo);
    SceneTruthWriter.writeMot(truth, folder.resolve("gt.txt"));
    return clip + ": " + settings.frameCount() + " frames, MaxN " + truth.counts().maxN();
  }

  private static String stereo(Path folder, List<String> options) throws IOException {
    SceneSettings asked = settings(options);
    SceneSettings still = asked.withSway(0);
    StereoRig rig = StereoRig.diver(still.width(), still.height());
    SceneSettings scene =
        still.withFish(StereoFish.random(still, rig, asked.fish().size(), asked.seed()));
    StereoRenderer renderer =
        new StereoRenderer(new StereoScene(scene, rig, RIGHT_LATE, 0, Double.NaN));
    int frames = scene.frameCount();
    int first = frames / 2;
    Files.createDirectories(folder);
    StereoFilm.write(
        renderer,
        folder,
        List.of(first, frames - first),
        List.of(first - first / 4, frames - first),
        4_000_000);
    StereoFilm.writeCalibration(rig, folder.resolve("rig.yml"));
    StereoFilm.writeTruth(renderer, frames, folder.resolve("truth.csv"));
    return folder + ": two cameras, " + frames + " frames of the left one";
  }

  private static SceneSettings settings(List<String> options) {
    long seed = 1;
    int width = 640;
    int height = 360;
    int rate = 15;
    double seconds = 10;
    int fish = 6;
    for (int i = 0; i < options.size(); i += 2) {
      String name = options.get(i);
      if (i + 1 == options.size()) {
        throw new IllegalArgumentException(name + " needs a value, or is unknown");
      }
      String value = options.get(i + 1);
      switch (name) {
        case "--seed" -> seed = Long.parseLong(value);
        case "--size" -> {
          Matcher size = SIZE.matcher(value);
          if (!size.matches()) {
            throw new IllegalArgumentException("--size needs WIDTHxHEIGHT, not " + value);
          }
          width = Integer.parseInt(size.group(1));
          height = Integer.parseInt(size.group(2));
        }
        case "--rate" -> rate = Integer.parseInt(value);
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--fish" -> fish = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }
    return SceneSettings.random(width, height, rate, seconds, fish, seed);
  }
}

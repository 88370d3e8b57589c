package org.reeflens.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.reeflens.detect.Detector;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;
import org.reeflens.inference.SessionOptions;
import org.reeflens.measure.CameraModel;
import org.reeflens.measure.Distortion;
import org.reeflens.measure.FishEnds;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.MeasureException;
import org.reeflens.measure.Outliner;
import org.reeflens.measure.PictureSize;
import org.reeflens.measure.PointPair;
import org.reeflens.measure.Position;
import org.reeflens.measure.Rotation;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.measure.StereoLength;
import org.reeflens.measure.StereoMeasurer;
import org.reeflens.measure.Triangulation;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.pipeline.StereoAnalysis;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.MeasuredFish;
import org.reeflens.survey.TrackLength;
import org.reeflens.testvideos.StereoFilm;
import org.reeflens.testvideos.scene.FishKind;
import org.reeflens.testvideos.scene.FishSpec;
import org.reeflens.testvideos.scene.LensCamera;
import org.reeflens.testvideos.scene.PixelPoint;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.StereoFish;
import org.reeflens.testvideos.scene.StereoFishTruth;
import org.reeflens.testvideos.scene.StereoRenderer;
import org.reeflens.testvideos.scene.StereoRig;
import org.reeflens.testvideos.scene.StereoScene;
import org.reeflens.video.Dive;
import org.reeflens.video.StereoDive;
import org.reeflens.video.Synchronisation;

/**
 * How far lengths are off the truth, as tables: of true pixels with noise, and of drawn stereo
 * dives through the whole automatic chain. Arguments: how many dives to draw (8), and the seed of
 * the first one (1000).
 */
public final class StereoLengthTable {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;
  private static final StereoRig DRAWN = StereoRig.diver(WIDTH, HEIGHT);
  private static final int RATE = 5;
  private static final double SECONDS = 4;

  /** The right camera starts later, and not by whole frames. */
  private static final double RIGHT_LATE = 0.21;

  private static final double[] RANGES_M = {1, 2, 3, 5, 8};
  private static final double[] TURNS = {0, 15, 30, 45, 60};

  /** Standard deviation of each coordinate of the true pixels, a pixel of full HD. */
  private static final double NOISE_PX = 0.5;

  private static final int REPEATS = 500;

  private static final List<FishKind> KINDS = List.of(FishKind.values());

  /** One length and what it should have been; without a length it was refused before. */
  private record Case(double rangeM, double turn, double relative, double z, boolean passed) {}

  private StereoLengthTable() {}

  /** Prints the tables. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int dives = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1000;
    PrintStream out = System.out;
    out.printf("True pixels with %.1f px of noise, %d x %d%n", NOISE_PX, WIDTH, HEIGHT);
    print(out, truePixels(), RANGES_M, TURNS);
    List<Case> frames = new ArrayList<>();
    List<Case> tracks = new ArrayList<>();
    for (int i = 0; i < dives; i++) {
      dive(seed + i, frames, tracks);
      out.printf("dive %d: %d fish in frames, %d tracks%n", seed + i, frames.size(), tracks.size());
      out.flush();
    }
    out.println("Automatic, by frame");
    print(out, frames, RANGES_M, TURNS);
    out.println("Automatic, by track (median of the frames that passed)");
    print(out, tracks, new double[] {1, 3, 8}, new double[] {0, 30, 60});
  }

  private static StereoCalibration rig() {
    return new StereoCalibration(
        camera(DRAWN.left()),
        camera(DRAWN.right()),
        Rotation.of(DRAWN.rotation().stream().mapToDouble(r -> r).toArray()),
        new Position(
            DRAWN.translation().get(0), DRAWN.translation().get(1), DRAWN.translation().get(2)),
        null,
        null,
        "drawn");
  }

  private static CameraModel camera(LensCamera lens) {
    return new CameraModel(
        lens.fx(),
        lens.fy(),
        lens.cx(),
        lens.cy(),
        Distortion.of(lens.k1(), lens.k2(), lens.p1(), lens.p2(), lens.k3()),
        new PictureSize(WIDTH, HEIGHT));
  }

  private static List<Case> truePixels() {
    SplittableRandom random = new SplittableRandom(7);
    StereoMeasurer measurer = new StereoMeasurer(rig(), Triangulation.MIDPOINT, NOISE_PX);
    List<Case> cases = new ArrayList<>();
    for (double range : RANGES_M) {
      for (double turn : TURNS) {
        for (int i = 0; i < REPEATS; i++) {
          cases.add(truePixels(measurer, random, 1000 * range, turn));
        }
      }
    }
    return cases;
  }

  private static Case truePixels(
      StereoMeasurer measurer, SplittableRandom random, double range, double turn) {
    while (true) {
      double length = random.nextDouble(120, 400);
      double x = random.nextDouble(-0.3, 0.5) * range;
      double y = random.nextDouble(-0.25, 0.25) * range;
      double z = Math.sqrt(range * range - x * x - y * y);
      double angle = Math.toRadians(turn) * (random.nextBoolean() ? 1 : -1);
      double dx = length / 2 * Math.cos(angle) * (random.nextBoolean() ? 1 : -1);
      double dz = length / 2 * Math.sin(angle);
      PointPair snout = noisy(random, x + dx, y, z + dz);
      PointPair fork = noisy(random, x - dx, y, z - dz);
      if (inside(snout.left())
          && inside(snout.right())
          && inside(fork.left())
          && inside(fork.right())) {
        try {
          return of(measurer.measure(snout, fork), length, range / 1000, turn);
        } catch (MeasureException refused) {
          return new Case(range / 1000, turn, 0, 0, false);
        }
      }
    }
  }

  private static PointPair noisy(SplittableRandom random, double x, double y, double z) {
    return new PointPair(
        noisy(random, DRAWN.inLeft(x, y, z)), noisy(random, DRAWN.inRight(x, y, z)));
  }

  private static Point noisy(SplittableRandom random, PixelPoint place) {
    return new Point(
        place.x() + NOISE_PX * random.nextGaussian(), place.y() + NOISE_PX * random.nextGaussian());
  }

  private static boolean inside(Point place) {
    return place.x() > 0 && place.y() > 0 && place.x() < WIDTH - 1 && place.y() < HEIGHT - 1;
  }

  private static Case of(StereoLength length, double truth, double range, double turn) {
    return new Case(
        range,
        turn,
        length.lengthMm() / truth - 1,
        (length.lengthMm() - truth) / length.standardErrorMm(),
        LengthRules.ofStereoBruvs().pass(length));
  }

  /** Draws a dive of six fish, measures it and compares it with its truth. */
  private static void dive(long seed, List<Case> frames, List<Case> tracks)
      throws IOException, InterruptedException {
    SceneSettings empty = SceneSettings.random(WIDTH, HEIGHT, RATE, SECONDS, 0, seed).withSway(0);
    StereoScene scene =
        new StereoScene(empty.withFish(fish(empty, seed)), DRAWN, RIGHT_LATE, 0, Double.NaN);
    StereoRenderer renderer = new StereoRenderer(scene);
    Path folder = Files.createTempDirectory("reeflens-stereo-");
    try {
      int count = empty.frameCount();
      StereoFilm.write(
          renderer, folder, List.of(count / 2, count - count / 2), List.of(count), 6_000_000);
      StereoDive dive =
          new StereoDive(
              Dive.of(StereoFilm.chapters(folder, "left", 2)),
              Dive.of(StereoFilm.chapters(folder, "right", 1)),
              Synchronisation.given(scene.offsetSeconds()));
      try (ModelCatalogue models = ModelCatalogue.standard();
          Detector detector = Detector.open(models.get("reef-fish-detector"));
          Outliner outliner =
              Outliner.open(models.get("reef-fish-outliner"), SessionOptions.DEFAULT)) {
        Inventory left = DiveAnalysis.of(dive.left()).detector(detector).run(Progress.none());
        Inventory measured =
            StereoAnalysis.of(dive, rig(), FishEnds.by(outliner))
                .run(left, detector, null, Progress.none());
        compare(measured, renderer, frames, tracks);
      }
    } finally {
      delete(folder);
    }
  }

  /** Six fish that pass their places in turn, at ranges and turns drawn evenly. */
  private static List<FishSpec> fish(SceneSettings scene, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FishSpec> fish = new ArrayList<>();
    while (fish.size() < 6) {
      FishKind kind = KINDS.get(random.nextInt(KINDS.size()));
      double length = random.nextDouble(130, 380);
      double z = 1000 * random.nextDouble(1.1, 8);
      double x = random.nextDouble(-0.25, 0.45) * z + 150;
      double y = random.nextDouble(-0.2, 0.05) * z;
      double turn =
          random.nextDouble(0, 60) * (random.nextBoolean() ? 1 : -1)
              + (random.nextBoolean() ? 180 : 0);
      double when = random.nextDouble(0.8, SECONDS - 0.8);
      double speed = length * random.nextDouble(0.5, 1.2);
      Point left = point(DRAWN.inLeft(x, y, z));
      Point right = point(DRAWN.inRight(x, y, z));
      if (inside(left) && inside(right)) {
        fish.add(StereoFish.straight(scene, kind, length, when, x, y, z, turn, speed));
      }
    }
    return fish;
  }

  private static Point point(PixelPoint pixel) {
    return new Point(pixel.x(), pixel.y());
  }

  private static void compare(
      Inventory measured, StereoRenderer renderer, List<Case> frames, List<Case> tracks) {
    Map<Integer, List<StereoFishTruth>> truthOfTrack = new TreeMap<>();
    for (MeasuredFish fish : measured.lengths().orElseThrow().frames()) {
      Box box =
          measured.observations().at(fish.sample()).stream()
              .filter(one -> one.track() == fish.track())
              .findFirst()
              .orElseThrow()
              .detection()
              .box();
      Optional<StereoFishTruth> truth = truth(box, renderer.truth(fish.time().seconds()));
      if (truth.isPresent()) {
        StereoFishTruth known = truth.get();
        truthOfTrack.computeIfAbsent(fish.track(), id -> new ArrayList<>()).add(known);
        double range = known.rangeMm() / 1000;
        frames.add(
            fish.passed()
                ? of(fish.length().orElseThrow(), known.straightMm(), range, known.turnDegrees())
                : new Case(range, known.turnDegrees(), 0, 0, false));
      }
    }
    truthOfTrack.forEach(
        (track, truths) -> {
          double range = truths.stream().mapToDouble(StereoFishTruth::rangeMm).average().orElse(0);
          double turn =
              truths.stream().mapToDouble(StereoFishTruth::turnDegrees).average().orElse(0);
          Optional<TrackLength> length = measured.lengths().orElseThrow().of(track);
          double truth = truths.get(0).lengthMm();
          tracks.add(
              length
                  .map(
                      found ->
                          new Case(
                              range / 1000,
                              turn,
                              found.medianMm() / truth - 1,
                              (found.medianMm() - truth) / found.standardErrorMm(),
                              true))
                  .orElse(new Case(range / 1000, turn, 0, 0, false)));
        });
  }

  /** The fish whose middle lies in the middle of a box. */
  private static Optional<StereoFishTruth> truth(Box box, List<StereoFishTruth> all) {
    return all.stream()
        .filter(fish -> miss(box, fish) < 0.25 * Math.max(box.width(), box.height()) + 3)
        .min(Comparator.comparingDouble(fish -> miss(box, fish)));
  }

  private static double miss(Box box, StereoFishTruth fish) {
    return Math.hypot(
        (fish.leftSnout().x() + fish.leftFork().x()) / 2 - box.centreX(),
        (fish.leftSnout().y() + fish.leftFork().y()) / 2 - box.centreY());
  }

  private static void print(PrintStream out, List<Case> cases, double[] ranges, double[] turns) {
    out.println(
        "| range m | turn degrees | n | refused % | bias % | mean abs % | 5-95 % | within 1 SE % |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (double range : ranges) {
      for (double turn : turns) {
        row(
            out,
            number(range),
            number(turn),
            cases.stream()
                .filter(
                    c -> nearest(ranges, c.rangeM()) == range && nearest(turns, c.turn()) == turn)
                .toList());
      }
    }
    row(out, "all", "all", cases);
  }

  private static double nearest(double[] values, double value) {
    double best = values[0];
    for (double one : values) {
      best = Math.abs(one - value) < Math.abs(best - value) ? one : best;
    }
    return best;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static void row(PrintStream out, String range, String turn, List<Case> cases) {
    if (cases.isEmpty()) {
      return;
    }
    double[] errors =
        cases.stream().filter(Case::passed).mapToDouble(c -> 100 * c.relative()).sorted().toArray();
    double refused = 100.0 * (cases.size() - errors.length) / cases.size();
    if (errors.length == 0) {
      out.printf(
          Locale.ROOT, "| %s | %s | %d | %.0f | | | | |%n", range, turn, cases.size(), refused);
      return;
    }
    double within =
        cases.stream().filter(c -> c.passed() && Math.abs(c.z()) <= 1).count()
            * 100.0
            / errors.length;
    out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.0f | %.1f | %.1f | %.1f to %.1f | %.0f |%n",
        range,
        turn,
        cases.size(),
        refused,
        Arrays.stream(errors).average().orElse(0),
        Arrays.stream(errors).map(Math::abs).average().orElse(0),
        errors[(int) Math.round(0.05 * (errors.length - 1))],
        errors[(int) Math.round(0.95 * (errors.length - 1))],
        within);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

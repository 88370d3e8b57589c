package org.reeflens.testvideos;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.reeflens.testvideos.scene.FishView;
import org.reeflens.testvideos.scene.PixelBox;
import org.reeflens.testvideos.scene.RenderedFrame;
import org.reeflens.testvideos.scene.SceneRenderer;
import org.reeflens.testvideos.scene.SceneSettings;

/** The program that writes drawn pictures of random scenes with YOLO labels, to train on. */
public final class TrainingPictures {

  static final String USAGE =
      """
      usage: TrainingPictures OUT COUNT SEED
      Writes COUNT pictures to OUT/images and their labels to OUT/labels: one line a fish,
      '0 x y w h', the middle and the sides of the box as shares of the picture.""";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int MOMENTS = 4;
  private static final int MOST_FISH = 9;

  /** Less of a fish than this is not labelled as one; people who label do not see it. */
  private static final double LEAST_VISIBLE = 0.2;

  /** The farthest fish are 5.5 m away, so at 6 m of visibility they are still just seen. */
  private static final double WORST_VISIBILITY_METRES = 6;

  private static final double BEST_VISIBILITY_METRES = 25;

  private TrainingPictures() {}

  /** Runs the program; the exit status is 2 for bad usage and for files that cannot be written. */
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
    if (arguments.size() != 3) {
      throw new IllegalArgumentException("three arguments are needed, not " + arguments.size());
    }
    Path folder = Path.of(arguments.get(0));
    int count = Integer.parseInt(arguments.get(1));
    long seed = Long.parseLong(arguments.get(2));
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    int fish = 0;
    for (int i = 0; i < count; i++) {
      fish += write(folder, i, new SplittableRandom(seed + i));
    }
    return folder + ": " + count + " pictures, " + fish + " fish";
  }

  private static int write(Path folder, int index, SplittableRandom random) throws IOException {
    RenderedFrame frame = new SceneRenderer(scene(random)).frame(random.nextInt(MOMENTS));
    String name = String.format(Locale.ROOT, "scene_%05d", index);
    ImageIO.write(picture(frame), "png", folder.resolve("images/" + name + ".png").toFile());
    StringBuilder labels = new StringBuilder();
    int fish = 0;
    for (FishView view : frame.truth().fish()) {
      PixelBox box = view.visible();
      if (box != null && view.visibleFraction() >= LEAST_VISIBLE) {
        labels.append(label(box));
        fish++;
      }
    }
    Files.writeString(folder.resolve("labels/" + name + ".txt"), labels, StandardCharsets.UTF_8);
    return fish;
  }

  /** A scene of any water, sea bed and number of fish, none included. */
  private static SceneSettings scene(SplittableRandom random) {
    SceneSettings drawn =
        SceneSettings.random(
            WIDTH, HEIGHT, 1, MOMENTS, random.nextInt(MOST_FISH + 1), random.nextLong());
    double share = random.nextDouble();
    return new SceneSettings(
        WIDTH,
        HEIGHT,
        1,
        MOMENTS,
        drawn.seed(),
        drawn.focalPixels(),
        WORST_VISIBILITY_METRES * Math.pow(BEST_VISIBILITY_METRES / WORST_VISIBILITY_METRES, share),
        drawn.swayPixels(),
        random.nextInt(150),
        drawn.fish());
  }

  private static String label(PixelBox box) {
    return String.format(
        Locale.ROOT,
        "0 %.6f %.6f %.6f %.6f\n",
        (box.left() + box.width() / 2.0) / WIDTH,
        (box.top() + box.height() / 2.0) / HEIGHT,
        (double) box.width() / WIDTH,
        (double) box.height() / HEIGHT);
  }

  private static BufferedImage picture(RenderedFrame frame) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    byte[] rgb = frame.rgb();
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int red = rgb[3 * i] & 0xFF;
      int green = rgb[3 * i + 1] & 0xFF;
      int blue = rgb[3 * i + 2] & 0xFF;
      picture.setRGB(i % WIDTH, i / WIDTH, red << 16 | green << 8 | blue);
    }
    return picture;
  }
}

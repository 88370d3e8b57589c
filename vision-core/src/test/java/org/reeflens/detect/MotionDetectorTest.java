package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.PictureFrame;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;

/**
 * Drawn scenes, five frames a second: a speckled sea bed, and a dark fish of 40 by 20 pixels. They
 * are judged from 4 s on: before, the background is a median of so few pictures that it still shows
 * where the fish was.
 */
class MotionDetectorTest {

  /** Larger than the view, so that the camera can move over it. */
  private static final BufferedImage SEA_BED = seaBed();

  private static BufferedImage seaBed() {
    Random random = new Random(11);
    BufferedImage bed = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = bed.createGraphics();
    g.setColor(new Color(90, 140, 150));
    g.fillRect(0, 0, 640, 400);
    for (int i = 0; i < 900; i++) {
      g.setColor(
          new Color(70 + random.nextInt(60), 110 + random.nextInt(60), 120 + random.nextInt(60)));
      g.fillOval(random.nextInt(640), random.nextInt(400), 6 + random.nextInt(14), 6);
    }
    g.dispose();
    return bed;
  }

  /** A view of the sea bed from a place, at a time; with a fish if its x is not negative. */
  private static Frame frame(int number, int viewX, int viewY, int fishX, int light) {
    BufferedImage view = new BufferedImage(480, 270, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = view.createGraphics();
    g.drawImage(SEA_BED, -viewX, -viewY, null);
    if (fishX >= 0) {
      g.setColor(new Color(20, 40, 45));
      g.fillRect(fishX, 120, 40, 20);
    }
    g.dispose();
    for (int i = 0; i < 480 * 270; i++) {
      int rgb = view.getRGB(i % 480, i / 480);
      int red = Math.min(255, (rgb >> 16 & 255) + light);
      int green = Math.min(255, (rgb >> 8 & 255) + light);
      int blue = Math.min(255, (rgb & 255) + light);
      view.setRGB(i % 480, i / 480, red << 16 | green << 8 | blue);
    }
    return new Timed(new PictureFrame(view), number);
  }

  private record Timed(PictureFrame picture, int number) implements Frame {
    @Override
    public FrameTime time() {
      return new FrameTime(0, number, 200_000L * number, 200_000L * number);
    }

    @Override
    public int width() {
      return picture.width();
    }

    @Override
    public int height() {
      return picture.height();
    }

    @Override
    public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
      picture.rgb(region, width, height, target, rowStride);
    }

    @Override
    public void close() {}
  }

  private static final int SETTLED = 20;

  private interface Scene {
    Frame at(int number);
  }

  private static List<List<Detection>> look(MotionDetector motion, int frames, Scene scene)
      throws InterruptedException {
    List<List<Detection>> found = new ArrayList<>();
    Detector detector = motion.inSequence();
    for (int number = 0; number < frames; number++) {
      found.addAll(detector.detect(detector.pack(List.of(scene.at(number)))));
    }
    detector.close();
    return found;
  }

  @Test
  void aFishThatSwimsIsFoundWhereItIs() throws InterruptedException {
    IntUnaryOperator x = number -> 20 + 11 * number;
    List<List<Detection>> found =
        look(
            MotionDetector.stillCamera(),
            38,
            number -> frame(number, 60, 60, x.applyAsInt(number), 0));

    assertThat(found.subList(0, 4)).allMatch(List::isEmpty);
    for (int number = SETTLED; number < 38; number++) {
      assertThat(found.get(number)).as("frame %d", number).hasSize(1);
      Detection fish = found.get(number).get(0);
      Box truth = Box.ofSize(x.applyAsInt(number) - 0.5, 119.5, 40, 20);
      assertThat(fish.box().iou(truth)).as("frame %d: %s", number, fish).isGreaterThan(0.7);
      assertThat(fish.confidence()).isGreaterThan(0.6);
    }
  }

  @Test
  void anEmptySceneHasNothing() throws InterruptedException {
    assertThat(look(MotionDetector.stillCamera(), 20, number -> frame(number, 60, 60, -1, 0)))
        .allMatch(List::isEmpty);
  }

  @Test
  void aChangeOfLightIsNoAnimal() throws InterruptedException {
    assertThat(
            look(
                MotionDetector.stillCamera(),
                30,
                number -> frame(number, 60, 60, -1, number < 12 ? 0 : 3 * (number - 12))))
        .allMatch(List::isEmpty);
  }

  @Test
  void whatRestsBecomesBackground() throws InterruptedException {
    List<List<Detection>> found =
        look(
            MotionDetector.stillCamera(),
            80,
            number -> frame(number, 60, 60, Math.min(200, 10 * number), 0));
    assertThat(found.get(15)).hasSize(1);
    assertThat(found.get(79)).isEmpty();
  }

  @Test
  void aSwingingCameraIsTakenAway() throws InterruptedException {
    List<List<Detection>> found =
        look(
            MotionDetector.movingCamera(),
            40,
            number ->
                frame(
                    number,
                    60 + (int) Math.round(25 * Math.sin(number * 0.5)),
                    60 + (int) Math.round(10 * Math.cos(number * 0.4)),
                    20 + 10 * number,
                    0));
    int right = 0;
    int wrong = 0;
    for (int number = SETTLED; number < 40; number++) {
      Box truth = Box.ofSize(20 + 10 * number - 0.5, 119.5, 40, 20);
      for (Detection one : found.get(number)) {
        if (one.box().iou(truth) > 0.6) {
          right++;
        } else {
          wrong++;
        }
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(18);
    assertThat(wrong).isLessThanOrEqualTo(2);
  }

  @Test
  void singlePicturesAreRefused() {
    try (MotionDetector motion = MotionDetector.stillCamera()) {
      assertThatThrownBy(() -> motion.pack(List.of(frame(0, 60, 60, -1, 0))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("single pictures");
    }
  }

  @Test
  void eachRecordingHasItsOwnBackground() throws InterruptedException {
    MotionDetector motion = MotionDetector.stillCamera();
    look(motion, 10, number -> frame(number, 60, 60, -1, 0));
    assertThat(look(motion, 10, number -> frame(number, 0, 0, -1, 0))).allMatch(List::isEmpty);
  }
}

package org.reeflens.testvideos.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SceneRendererTest {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;
  private static final double FOCAL = 200;

  /** A near fish in front of a far one, both over the picture's middle, in open water. */
  private static final SceneSettings CROSSING_PATHS =
      scene(
          5,
          swim(FishKind.SILVER, 300, 1000, 20, 140, 25),
          swim(FishKind.SPOTTED, 400, 1500, 140, 20, 25));

  @Test
  void sameSeedGivesSamePixelsAndTruth() {
    SceneSettings settings = SceneSettings.random(WIDTH, HEIGHT, 5, 2, 4, 11);
    SceneSettings again = SceneSettings.random(WIDTH, HEIGHT, 5, 2, 4, 11);
    SceneRenderer renderer = new SceneRenderer(settings);
    SceneRenderer other = new SceneRenderer(again);

    assertThat(again).isEqualTo(settings);
    // Backwards in one of them: a frame does not depend on those drawn before.
    RenderedFrame last = other.frame(9);
    RenderedFrame first = other.frame(0);
    assertThat(renderer.frame(0).rgb()).isEqualTo(first.rgb());
    assertThat(renderer.frame(0).truth()).isEqualTo(first.truth());
    assertThat(renderer.frame(9).rgb()).isEqualTo(last.rgb());
    assertThat(renderer.frame(9).truth()).isEqualTo(last.truth());
  }

  @Test
  void differentSeedsDiffer() {
    SceneSettings one = SceneSettings.random(WIDTH, HEIGHT, 5, 2, 4, 1);
    SceneSettings two = SceneSettings.random(WIDTH, HEIGHT, 5, 2, 4, 2);

    assertThat(one.fish()).isNotEqualTo(two.fish());
    byte[] first = new SceneRenderer(one.withFish(List.of())).frame(0).rgb();
    byte[] second = new SceneRenderer(two.withFish(List.of())).frame(0).rgb();
    int different = 0;
    for (int i = 0; i < first.length; i++) {
      different += first[i] != second[i] ? 1 : 0;
    }
    assertThat(different).isGreaterThan(first.length / 2);
  }

  @Test
  void visibleBoxesAreThoseOfTheIdMask() {
    SceneRenderer renderer = new SceneRenderer(CROSSING_PATHS);
    int checked = 0;
    for (int index : new int[] {0, 7, 9, 12, 15, 19}) {
      RenderedFrame frame = renderer.frame(index);
      for (FishView view : frame.truth().fish()) {
        assertThat(view.visible()).isEqualTo(boxOf(view.id(), frame.ids()));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(12);
  }

  @Test
  void fishBehindAnotherIsPartlyHiddenAndTheOneInFrontIsNot() {
    SceneRenderer renderer = new SceneRenderer(CROSSING_PATHS);
    RenderedFrame together = renderer.frame(8);
    RenderedFrame alone =
        new SceneRenderer(CROSSING_PATHS.withFish(CROSSING_PATHS.fish().subList(1, 2))).frame(8);

    FishView front = together.truth().of(1).orElseThrow();
    FishView behind = together.truth().of(2).orElseThrow();
    // The fish behind is whole when it is alone; there it has the id 1.
    assertThat(alone.truth().of(1).orElseThrow().visibleFraction()).isEqualTo(1);
    long all = count(1, alone.ids());
    assertThat(front.visibleFraction()).isEqualTo(1);
    assertThat(behind.visibleFraction()).isEqualTo((double) count(2, together.ids()) / all);
    assertThat(behind.visibleFraction()).isBetween(0.05, 0.9);
    assertThat(behind.amodal()).isEqualTo(alone.truth().of(1).orElseThrow().amodal());
  }

  @Test
  void fishOutsideThePictureHasNoView() {
    SceneSettings settings = scene(0, swim(FishKind.BARS, 150, 1000, 80, 280, 40));
    SceneRenderer renderer = new SceneRenderer(settings);

    assertThat(renderer.frame(0).truth().of(1).orElseThrow().visibleFraction()).isEqualTo(1);
    assertThat(renderer.frame(19).truth().fish()).isEmpty();
    assertThat(count(1, renderer.frame(19).ids())).isZero();
  }

  @Test
  void fishAtTheEdgeIsCutThereAndItsAmodalBoxIsNot() {
    SceneSettings settings = scene(0, swim(FishKind.BARS, 150, 1000, 159, 239, 40));
    FishView view = new SceneRenderer(settings).frame(0).truth().of(1).orElseThrow();

    PixelBox visible = view.visible();
    assertThat(visible).isNotNull();
    assertThat(visible.left() + visible.width()).isEqualTo(WIDTH);
    assertThat(view.amodal().left()).isEqualTo(visible.left());
    assertThat(view.amodal().left() + view.amodal().width()).isGreaterThan(WIDTH + 8);
    assertThat(view.visibleFraction()).isBetween(0.3, 0.7);
  }

  @Test
  void passagesThroughTheMiddleAreCountedWithTheirDirection() {
    SceneTruth truth = new SceneRenderer(CROSSING_PATHS).truth();

    assertThat(truth.crossings())
        .extracting(Crossing::id, Crossing::direction)
        .containsExactlyInAnyOrder(
            tuple(1, Crossing.Direction.RIGHT), tuple(2, Crossing.Direction.LEFT));
    for (Crossing crossing : truth.crossings()) {
      FrameTruth before = truth.frames().get(crossing.frame() - 1);
      FrameTruth after = truth.frames().get(crossing.frame());
      boolean wasRight = before.of(crossing.id()).orElseThrow().amodal().centreX() >= 79.5;
      boolean isRight = after.of(crossing.id()).orElseThrow().amodal().centreX() >= 79.5;
      assertThat(isRight).isEqualTo(crossing.direction() == Crossing.Direction.RIGHT);
      assertThat(wasRight).isNotEqualTo(isRight);
    }
  }

  @Test
  void unturnedFishIsLengthTimesFocalByDistanceLong() {
    SceneRenderer renderer = new SceneRenderer(CROSSING_PATHS);
    for (int index : new int[] {0, 8, 19}) {
      FrameTruth frame = renderer.frame(index).truth();
      FishView right = frame.of(1).orElseThrow();
      FishView left = frame.of(2).orElseThrow();
      // 300 mm at 1000 mm and 400 mm at 1500 mm with a focal length of 200 pixels.
      assertThat(right.snout().distance(right.fork())).isCloseTo(60, within(1e-6));
      assertThat(left.snout().distance(left.fork())).isCloseTo(400 * 200 / 1500.0, within(1e-6));
      assertThat(right.snout().x()).isGreaterThan(right.fork().x());
      assertThat(left.snout().x()).isLessThan(left.fork().x());
      assertThat(right.distanceMm()).isCloseTo(1000, within(1e-9));
    }
  }

  @Test
  void fishThatSwimsAwayIsForeshortened() {
    FishSpec away =
        new FishSpec(
            FishKind.SILVER,
            300,
            List.of(new Waypoint(0, 60, 25, 1500), new Waypoint(4, 110, 25, 3500)));
    FishView view = new SceneRenderer(scene(0, away)).frame(10).truth().of(1).orElseThrow();

    double unturned = 300 * FOCAL / view.distanceMm();
    assertThat(view.snout().distance(view.fork())).isLessThan(0.75 * unturned);
  }

  @Test
  void snoutAndForkLieOnTheFishWithItsBoxAroundThem() {
    RenderedFrame frame = new SceneRenderer(CROSSING_PATHS).frame(3);
    FishView view = frame.truth().of(1).orElseThrow();

    PixelBox box = view.amodal();
    // The snout is the foremost point; the lobes of the tail reach beyond the fork.
    assertThat(view.snout().x()).isCloseTo(box.left() + box.width() - 0.5, within(1.5));
    assertThat(view.fork().x() - box.left()).isBetween(2.0, 12.0);
    assertThat(view.snout().y()).isBetween((double) box.top(), (double) box.top() + box.height());
  }

  @Test
  void swayMovesTheWholePictureAndTheTruthWithIt() {
    SceneSettings still = scene(0, swim(FishKind.SILVER, 300, 1000, 60, 100, 25));
    SceneSettings swaying = scene(6, swim(FishKind.SILVER, 300, 1000, 60, 100, 25));
    PixelPoint at = new SceneRenderer(still).frame(4).truth().of(1).orElseThrow().snout();
    PixelPoint moved = new SceneRenderer(swaying).frame(4).truth().of(1).orElseThrow().snout();

    assertThat(moved.distance(at)).isGreaterThan(0.2).isLessThan(6 * Math.sqrt(1 + 0.36));
  }

  @Test
  void frameOutsideTheSceneIsRefused() {
    SceneRenderer renderer = new SceneRenderer(scene(0));

    assertThatThrownBy(() -> renderer.frame(20))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("frame 20 of a scene of 20");
  }

  private static SceneSettings scene(double sway, FishSpec... fish) {
    return new SceneSettings(WIDTH, HEIGHT, 5, 4, 7, FOCAL, 9, sway, 10, List.of(fish));
  }

  /** A fish that swims straight across from second 0 to 4. */
  private static FishSpec swim(
      FishKind kind, double length, double distance, double from, double to, double row) {
    return new FishSpec(
        kind,
        length,
        List.of(new Waypoint(0, from, row, distance), new Waypoint(4, to, row, distance)));
  }

  private static long count(int id, int[] ids) {
    return Arrays.stream(ids).filter(found -> found == id).count();
  }

  private static PixelBox boxOf(int id, int[] ids) {
    int left = WIDTH;
    int top = HEIGHT;
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (ids[y * WIDTH + x] == id) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return new PixelBox(left, top, right - left + 1, bottom - top + 1);
  }
}

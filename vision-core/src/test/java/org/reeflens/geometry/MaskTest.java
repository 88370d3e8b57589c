package org.reeflens.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {

  @Test
  void pixelsAreKnownByTheirPlaceInThePicture() {
    Mask mask = drawn(10, 20, "#..", "##.");
    assertThat(mask.contains(10, 20)).isTrue();
    assertThat(mask.contains(11, 20)).isFalse();
    assertThat(mask.contains(11, 21)).isTrue();
    assertThat(mask.contains(9, 20)).isFalse();
    assertThat(mask.contains(10, 22)).isFalse();
    assertThat(mask.area()).isEqualTo(3);
    assertThat(mask.box()).contains(new Box(9.5, 19.5, 11.5, 21.5));
    assertThat(drawn(0, 0, "...").box()).isEmpty();
  }

  @Test
  void thePixelsOfAPolygonAreThoseWithTheirCentreInIt() {
    Polygon square =
        new Polygon(
            List.of(
                new Point(1.5, 0.5),
                new Point(4.4, 0.5),
                new Point(4.4, 2.6),
                new Point(1.5, 2.6)));
    assertThat(Mask.of(square).box()).contains(new Box(1.5, 0.5, 4.5, 2.5));
    assertThat(Mask.of(square).area()).isEqualTo(6);
  }

  @Test
  void theLargestPartHangsTogetherOverCornersAndHasNoHoles() {
    Mask mask = drawn(3, 4, "##....", "##....", "....##", "...#.#", "..####");
    assertThat(mask.largestPart())
        .contains(drawn(3, 4, "......", "......", "....##", "...###", "..####"));
    assertThat(drawn(0, 0, "..").largestPart()).isEmpty();
  }

  @Test
  void aHoleThatIsOpenAtACornerIsFilledAndABayIsNot() {
    assertThat(drawn(0, 0, ".#.", "#.#", ".#.").largestPart())
        .as("corners join pixels, so they close a ring")
        .contains(drawn(0, 0, ".#.", "###", ".#."));
    Mask bay = drawn(0, 0, "###", "#.#", "#.#");
    assertThat(bay.largestPart()).contains(bay);
  }

  @Test
  void theEdgeIsCountedAtEachSide() {
    assertThat(drawn(5, 5, "....", ".##.", ".##.", "....").onEdge(1)).isZero();
    assertThat(drawn(5, 5, "....", ".##.", ".##.", "....").onEdge(2)).isEqualTo(8);
    assertThat(drawn(5, 5, "....", ".###", ".##.", "....").onEdge(1)).isEqualTo(1);
    assertThat(drawn(5, 5, "####", "....", "....").onEdge(1))
        .as("4 above, 1 at each side")
        .isEqualTo(6);
  }

  @Test
  void iouComparesPixelsOfThePicture() {
    assertThat(drawn(0, 0, "##").iou(drawn(1, 0, "##"))).isEqualTo(1.0 / 3);
    assertThat(drawn(0, 0, "##").iou(drawn(0, 0, "##"))).isEqualTo(1);
    assertThat(drawn(0, 0, "..").iou(drawn(0, 0, ".."))).isZero();
  }

  @Test
  void aMaskHasAsManyPixelsAsItsBlock() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mask.of(0, 0, 2, 2, new boolean[3]))
        .withMessage("a mask of 2 x 2 has no 3 pixels");
  }

  private static Mask drawn(int left, int top, String... rows) {
    int width = rows[0].length();
    String all = String.join("", rows);
    boolean[] inside = new boolean[all.length()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = all.charAt(i) == '#';
    }
    return Mask.of(left, top, width, rows.length, inside);
  }
}

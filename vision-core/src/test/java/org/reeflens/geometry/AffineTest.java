package org.reeflens.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffineTest {
  /** A quarter turn that takes x to y, twice the size, then a shift. */
  private static final Affine TURN = new Affine(0, -2, 10, 2, 0, -5);

  @Test
  void takesPointsToTheirPlaceInTheLaterPicture() {
    assertThat(TURN.apply(new Point(3, 4))).isEqualTo(new Point(2, 1));
    assertThat(Affine.identity().apply(new Point(3, 4))).isEqualTo(new Point(3, 4));
    assertThat(Affine.shift(-1, 2).apply(new Point(3, 4))).isEqualTo(new Point(2, 6));
  }

  @Test
  void aBoxGoesWithItsCentreAndGrowsAsTheAxesStretch() {
    Affine closer = new Affine(2, 0, 10, 0, 3, -5);
    assertThat(closer.apply(new Box(1, 2, 3, 6))).isEqualTo(new Box(12, 1, 16, 13));
    // A quarter turn does not change what is wide and what is high: the box stays upright.
    assertThat(TURN.apply(new Box(1, 2, 3, 6))).isEqualTo(new Box(0, -5, 4, 3));
  }

  @Test
  void thenGoesOnFromThere() {
    Affine next = new Affine(1, 0.5, 2, 0, 3, 1);
    assertThat(TURN.then(next).apply(new Point(3, 4)))
        .isEqualTo(next.apply(TURN.apply(new Point(3, 4))));
    assertThat(TURN.then(Affine.identity())).isEqualTo(TURN);
  }

  @Test
  void theInverseIsTheWayBack() {
    Affine bent = new Affine(1.1, 0.2, 7, -0.3, 0.9, 4);
    Affine round = bent.then(bent.inverse());
    assertThat(round.a()).isCloseTo(1, within(1e-12));
    assertThat(round.b()).isCloseTo(0, within(1e-12));
    assertThat(round.tx()).isCloseTo(0, within(1e-12));
    assertThat(round.c()).isCloseTo(0, within(1e-12));
    assertThat(round.d()).isCloseTo(1, within(1e-12));
    assertThat(round.ty()).isCloseTo(0, within(1e-12));
    assertThat(bent.determinant()).isCloseTo(1.05, within(1e-12));
  }

  @Test
  void knowsWhetherAnythingMoves() {
    assertThat(Affine.identity().isIdentity()).isTrue();
    assertThat(Affine.shift(0, 0.5).isIdentity()).isFalse();
  }

  @Test
  void refusesWhatIsNoMotion() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Affine(1, 2, 0, 2, 4, 0).inverse())
        .withMessageStartingWith("no way back from a motion that flattens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Affine(1, 0, Double.NaN, 0, 1, 0))
        .withMessage("a motion must be finite: 1.0, 0.0, NaN; 0.0, 1.0, 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Point(0, Double.POSITIVE_INFINITY))
        .withMessage("a point must be finite: 0.0, Infinity");
  }
}

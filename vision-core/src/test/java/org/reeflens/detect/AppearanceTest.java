package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;

class AppearanceTest {
  private static final Appearance EAST = Appearance.of(new float[] {5, 0});
  private static final Appearance NORTH = Appearance.of(new float[] {0, 0.1f});

  @Test
  void onlyTheDirectionCounts() {
    assertThat(EAST).isEqualTo(Appearance.of(new float[] {1, 0})).isNotEqualTo(NORTH);
    assertThat(EAST).hasSameHashCodeAs(Appearance.of(new float[] {1, 0}));
    assertThat(EAST.similarity(NORTH)).isZero();
    assertThat(EAST.similarity(Appearance.of(new float[] {-2, 0}))).isEqualTo(-1);
    assertThat(EAST.similarity(Appearance.of(new float[] {3, 4}))).isCloseTo(0.6, within(1e-7));
  }

  @Test
  void goesTowardsANewerLook() {
    assertThat(EAST.towards(NORTH, 0.1)).isEqualTo(Appearance.of(new float[] {0.9f, 0.1f}));
    Appearance west = Appearance.of(new float[] {-1, 0});
    assertThat(EAST.towards(west, 0.5)).isSameAs(west);
  }

  @Test
  void aDetectionMayHaveOne() {
    Detection plain = new Detection(Box.ofSize(1, 2, 3, 4), 0.5, 1);
    assertThat(plain.appearance()).isNull();
    assertThat(plain.withAppearance(EAST)).isEqualTo(new Detection(plain.box(), 0.5, 1, EAST));
  }

  @Test
  void refusesWhatIsNoLook() {
    for (float[] none : new float[][] {{}, {0, 0}, {1, Float.NaN}, {Float.POSITIVE_INFINITY}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Appearance.of(none))
          .withMessage("features must be finite and not all zero; there are " + none.length);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EAST.similarity(Appearance.of(new float[] {1, 2, 3})))
        .withMessage("looks of different networks: 2 and 3 features");
  }
}

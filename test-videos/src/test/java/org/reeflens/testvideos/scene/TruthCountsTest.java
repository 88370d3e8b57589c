package org.reeflens.testvideos.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TruthCountsTest {

  /** Two bars and a silver over 0.2 s at 10 frames a second. */
  private static final SceneTruth TRUTH =
      new SceneTruth(
          100,
          50,
          10,
          90,
          List.of(
              new FishTruth(1, FishKind.BARS, 150),
              new FishTruth(2, FishKind.BARS, 160),
              new FishTruth(3, FishKind.SILVER, 200)),
          List.of(
              new FrameTruth(0, 0.0, List.of(view(1, 0.9))),
              new FrameTruth(1, 0.1, List.of(view(1, 1.0), view(2, 0.2), view(3, 0.0))),
              new FrameTruth(2, 0.2, List.of(view(1, 1.0), view(3, 0.7)))));

  @Test
  void maxNIsTheMostVisibleInOneFrame() {
    assertThat(TRUTH.counts().maxN()).isEqualTo(2);
    assertThat(TRUTH.counts().maxN(FishKind.BARS)).isEqualTo(2);
    assertThat(TRUTH.counts().maxN(FishKind.SILVER)).isEqualTo(1);
    assertThat(TRUTH.counts().maxN(FishKind.SPOTTED)).isZero();
  }

  @Test
  void meanCountIsTheMeanOverFrames() {
    assertThat(TRUTH.counts().meanCount()).isEqualTo(5.0 / 3);
  }

  @Test
  void firstArrivalIsTheFirstFrameWithAVisiblePixel() {
    assertThat(TRUTH.counts().firstArrival()).hasValue(0.0);
    assertThat(TRUTH.counts().firstArrival(FishKind.SILVER)).hasValue(0.2);
    assertThat(TRUTH.counts().firstArrival(FishKind.SPOTTED)).isEmpty();
  }

  @Test
  void samplingSeesOnlyItsFrames() {
    TruthCounts counts = TRUTH.counts(0.2, 0);

    assertThat(counts.sampled()).extracting(FrameTruth::frame).containsExactly(0, 2);
    assertThat(counts.maxN(FishKind.BARS)).isEqualTo(1);
    assertThat(counts.meanCount()).isEqualTo(1.5);
  }

  @Test
  void samplingFasterThanTheFramesTakesEachOnce() {
    assertThat(TRUTH.counts(0.03, 0).sampled())
        .extracting(FrameTruth::frame)
        .containsExactly(0, 1, 2);
  }

  @Test
  void scarcelyVisibleFishCanBeLeftOut() {
    assertThat(TRUTH.counts(0, 0.5).maxN(FishKind.BARS)).isEqualTo(1);
    assertThat(TRUTH.counts(0, 0.95).firstArrival()).hasValue(0.1);
  }

  private static FishView view(int id, double fraction) {
    PixelBox box = new PixelBox(10, 10, 5, 4);
    return new FishView(
        id,
        fraction > 0 ? box : null,
        fraction,
        box,
        new PixelPoint(10, 12),
        new PixelPoint(14, 12),
        1000);
  }
}

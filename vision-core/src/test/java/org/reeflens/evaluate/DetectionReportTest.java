package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;
import org.reeflens.stats.Interval;
import org.reeflens.stats.Wilson;

class DetectionReportTest {

  private static final Box A = new Box(0, 0, 40, 40);
  private static final Box B = new Box(100, 0, 140, 40);
  private static final Box TINY = new Box(200, 0, 215, 10);
  private static final Box ELSEWHERE = new Box(300, 0, 340, 40);

  /** Two classes, fish and shark; the shark in the first picture is taken for a fish. */
  private final DetectorRun run =
      new DetectorRun(
          List.of(
              new PictureResult(
                  List.of(truth(0, "bream", A), truth(1, "shark", B), truth(0, "goby", TINY)),
                  List.of(found(0, A, 0.9), found(0, B, 0.8), found(0, TINY, 0.4))),
              new PictureResult(List.of(truth(1, "shark", B)), List.of(found(1, B, 0.6))),
              new PictureResult(
                  List.of(), List.of(found(0, ELSEWHERE, 0.7), found(0, ELSEWHERE, 0.2)))),
          List.of("fish", "shark"),
          0);

  private final DetectionReport report = DetectionReport.of(run, 0.5);

  @Test
  void countsAtTheThresholdAreThoseOfTheEye() {
    // Right: the bream and the second shark. Wrong: the shark called fish, the one in the empty
    // picture.
    assertThat(report.precision()).isEqualTo(0.5);
    assertThat(report.recall()).isEqualTo(0.5);
    assertThat(report.falsePerEmptyImage()).isEqualTo(1);
    assertThat(report.images()).isEqualTo(3);
    assertThat(report.emptyImages()).isEqualTo(1);
    assertThat(report.animals()).isEqualTo(4);
  }

  @Test
  void eachClassHasItsNumbers() {
    DetectionReport.OfClass fish = report.classes().get(0);
    DetectionReport.OfClass shark = report.classes().get(1);

    assertThat(fish.right()).isEqualTo(1);
    assertThat(fish.wrong()).isEqualTo(2);
    assertThat(fish.missed()).isEqualTo(1);
    assertThat(shark.right()).isEqualTo(1);
    assertThat(shark.wrong()).isZero();
    assertThat(shark.missed()).isEqualTo(1);
    // By falling confidence right, wrong, wrong, right: 51 recalls at 1 and 50 at 2/4.
    assertThat(fish.ap50()).isCloseTo((51 + 50 * 0.5) / 101, within(1e-9));
    assertThat(shark.ap50()).isCloseTo(51.0 / 101, within(1e-9));
    assertThat(report.ap50()).isCloseTo((51 + 25 + 51) / 202.0, within(1e-9));
  }

  @Test
  void sharkTakenForAFishIsSeenInTheConfusion() {
    assertThat(report.confusion())
        .isEqualTo(
            new ConfusionMatrix(
                List.of("fish", "shark", "(nothing there)"),
                List.of("fish", "shark", "(not found)"),
                List.of(List.of(1, 0, 1), List.of(1, 1, 0), List.of(1, 0, 0))));
  }

  @Test
  void recallIsToldByLabelAndForTheTiny() {
    assertThat(report.labels())
        .containsExactly(
            new DetectionReport.OfLabel("bream", "fish", Share.of(1, 1)),
            new DetectionReport.OfLabel("goby", "fish", Share.of(0, 1)),
            new DetectionReport.OfLabel("shark", "shark", Share.of(1, 2)));
    assertThat(report.recallUnder16Pixels())
        .isEqualTo(new Share(0, 1, 0.0, Wilson.interval95(0, 1)));
  }

  @Test
  void calibrationErrorIsThatOfTheDetectionsThatCount() {
    // 0.9 and 0.6 are right, 0.8 and 0.7 wrong, each in a bin of its own.
    assertThat(report.calibrationError()).isCloseTo((0.1 + 0.4 + 0.8 + 0.7) / 4, within(1e-12));
    assertThat(report.calibration().answers()).isEqualTo(6);
  }

  @Test
  void intervalHoldsTheNumber() {
    Interval ap50 = Objects.requireNonNull(report.ap50Interval());
    Interval recall = Objects.requireNonNull(report.recallInterval());

    assertThat(report.ap50()).isBetween(ap50.low(), ap50.high());
    assertThat(recall.low()).isLessThan(0.5);
  }

  @Test
  void nothingThereAndNothingFoundIsUnknown() {
    DetectionReport none =
        DetectionReport.of(
            new DetectorRun(List.of(new PictureResult(List.of(), List.of())), List.of("fish"), 0),
            0.5);

    assertThat(none.ap()).isNull();
    assertThat(none.precision()).isNull();
    assertThat(none.recall()).isNull();
    assertThat(none.falsePerEmptyImage()).isZero();
    assertThat(none.ap50Interval()).isNull();
    assertThat(none.calibrationError()).isNull();
  }

  @Test
  void detectionInACrowdCountsNeitherForNorAgainst() {
    TruthBox crowd = new TruthBox(0, "school", A, A.area(), true);
    DetectionReport school =
        DetectionReport.of(
            new DetectorRun(
                List.of(
                    new PictureResult(
                        List.of(crowd, truth(0, "bream", B)),
                        List.of(found(0, new Box(0, 0, 10, 10), 0.9), found(0, B, 0.8)))),
                List.of("fish"),
                0),
            0.5);

    assertThat(school.precision()).isEqualTo(1);
    assertThat(school.animals()).isEqualTo(1);
    assertThat(school.emptyImages()).isZero();
  }

  private static TruthBox truth(int classIndex, String label, Box box) {
    return new TruthBox(classIndex, label, box, box.area(), false);
  }

  private static FoundBox found(int classIndex, Box box, double confidence) {
    return new FoundBox(classIndex, box, confidence);
  }
}

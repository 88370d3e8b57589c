package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;

class SuppressionTest {

  @Test
  void weakerDoubleGoesAndTheOtherClassStays() {
    Candidates boxes = new Candidates();
    boxes.add(0, 0, 10, 10, 0.5f, 0);
    boxes.add(0, 0, 10, 8, 0.9f, 0);
    boxes.add(0, 0, 10, 9, 0.7f, 1);

    assertThat(Suppression.keep(boxes, 0.5, 100)).containsExactly(1, 2);
  }

  @Test
  void overlapEqualToTheLimitStays() {
    Candidates boxes = new Candidates();
    boxes.add(0, 0, 10, 10, 0.9f, 0);
    boxes.add(0, 0, 10, 5, 0.8f, 0);

    assertThat(Suppression.keep(boxes, 0.5, 100)).containsExactly(0, 1);
    assertThat(Suppression.keep(boxes, 0.4999, 100)).containsExactly(0);
  }

  @Test
  void suppressedBoxSuppressesNothing() {
    Candidates boxes = new Candidates();
    boxes.add(0, 0, 10, 10, 0.9f, 0);
    boxes.add(4, 0, 14, 10, 0.8f, 0);
    boxes.add(8, 0, 18, 10, 0.7f, 0);

    assertThat(Suppression.keep(boxes, 0.4, 100)).containsExactly(0, 2);
  }

  @Test
  void strongestAreKeptWhereThereAreTooMany() {
    Candidates boxes = new Candidates();
    boxes.add(0, 0, 1, 1, 0.1f, 0);
    boxes.add(2, 0, 3, 1, 0.3f, 0);
    boxes.add(4, 0, 5, 1, 0.2f, 0);
    boxes.add(6, 0, 7, 1, 0.3f, 0);

    assertThat(Suppression.keep(boxes, 0.5, 3)).containsExactly(1, 3, 2);
  }

  @Test
  void boxWithoutAreaOrWithoutFiniteEdgesIsNoCandidate() {
    Candidates boxes = new Candidates();
    boxes.add(1, 1, 1, 5, 0.9f, 0);
    boxes.add(5, 1, 1, 5, 0.9f, 0);
    boxes.add(Float.NaN, 1, 2, 5, 0.9f, 0);
    boxes.add(0, 0, Float.POSITIVE_INFINITY, 5, 0.9f, 0);

    assertThat(boxes.size()).isZero();
  }

  @RepeatedTest(20)
  void agreesWithThePlainDefinition(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Candidates boxes = new Candidates();
    for (int i = 0; i < 300; i++) {
      float left = random.nextInt(40);
      float top = random.nextInt(40);
      boxes.add(
          left,
          top,
          left + 1 + random.nextInt(20),
          top + 1 + random.nextInt(20),
          random.nextInt(50) / 50f,
          random.nextInt(3));
    }

    assertThat(Suppression.keep(boxes, 0.45, 1000))
        .containsExactly(plain(boxes, 0.45).stream().mapToInt(i -> i).toArray());
  }

  private static List<Integer> plain(Candidates boxes, double iou) {
    List<Integer> kept = new ArrayList<>();
    IntStream.range(0, boxes.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -boxes.score(i)))
        .filter(
            i ->
                kept.stream()
                    .noneMatch(
                        j ->
                            boxes.classIndex(i) == boxes.classIndex(j)
                                && box(boxes, i).iou(box(boxes, j)) > iou))
        .forEach(kept::add);
    return kept;
  }

  private static Box box(Candidates boxes, int i) {
    return new Box(boxes.left(i), boxes.top(i), boxes.right(i), boxes.bottom(i));
  }
}

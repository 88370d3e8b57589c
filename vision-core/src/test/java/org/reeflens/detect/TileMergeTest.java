package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;

/** Two tiles of 120 x 100 side by side in a picture of 200 x 100; they share columns 80 to 119. */
class TileMergeTest {

  private static final Region LEFT = new Region(0, 0, 120, 100);
  private static final Region RIGHT = new Region(80, 0, 120, 100);
  private static final Region ALL = new Region(0, 0, 200, 100);

  private final TileMerge merge = new TileMerge(200, 100, 0.6);

  @Test
  void boxesAreMovedToThePicture() {
    merge.add(RIGHT, List.of(found(20, 30, 60, 50, 0.5)));

    assertThat(merge.result()).containsExactly(found(100, 30, 140, 50, 0.5));
  }

  @Test
  void animalInBothTilesIsOne() {
    merge.add(LEFT, List.of(found(85, 30, 110, 50, 0.5)));
    merge.add(RIGHT, List.of(found(6, 31, 31, 50, 0.7)));

    assertThat(merge.result()).containsExactly(found(86, 31, 111, 50, 0.7));
  }

  @Test
  void pieceGoesWhereAFullerBoxIsAndLeavesItsConfidence() {
    merge.add(LEFT, List.of(found(95, 30, 119.5, 50, 0.9)));
    merge.add(RIGHT, List.of(found(15, 30, 70, 50, 0.4)));

    assertThat(merge.result()).containsExactly(found(95, 30, 150, 50, 0.9));
  }

  @Test
  void endsOfALongAnimalAreJoined() {
    merge.add(LEFT, List.of(found(30, 30, 119.5, 50, 0.6)));
    merge.add(RIGHT, List.of(found(-0.5, 31, 100, 51, 0.8)));

    assertThat(merge.result()).containsExactly(found(30, 30, 180, 51, 0.8));
  }

  @Test
  void piecesAtDifferentHeightsAreTwoAnimals() {
    merge.add(LEFT, List.of(found(30, 10, 119.5, 30, 0.6)));
    merge.add(RIGHT, List.of(found(-0.5, 60, 100, 80, 0.8)));

    assertThat(merge.result())
        .containsExactly(found(79.5, 60, 180, 80, 0.8), found(30, 10, 119.5, 30, 0.6));
  }

  @Test
  void longAnimalOfTheWholePictureTakesItsPieces() {
    merge.add(LEFT, List.of(found(30, 30, 119.5, 52, 0.6)));
    merge.add(RIGHT, List.of());
    merge.add(ALL, List.of(found(29, 30, 181, 50, 0.3)));

    assertThat(merge.result()).containsExactly(found(29, 30, 181, 50, 0.6));
  }

  @Test
  void boxesOfTwoClassesBothStay() {
    merge.add(LEFT, List.of(found(10, 10, 50, 30, 0.6)));
    merge.add(ALL, List.of(new Detection(new Box(10, 10, 50, 30), 0.5, 1)));

    assertThat(merge.result()).hasSize(2);
  }

  @Test
  void borderOfThePictureCutsNothing() {
    // Both end at the picture's own border; the smaller lies inside the larger but is whole.
    merge.add(LEFT, List.of(found(-0.5, 20, 60, 80, 0.6), found(-0.5, 40, 20, 50, 0.5)));

    assertThat(merge.result()).hasSize(2);
  }

  @Test
  void pieceThatNothingCompletesStays() {
    merge.add(LEFT, List.of(found(90, 20, 119.5, 40, 0.6)));

    assertThat(merge.result()).containsExactly(found(90, 20, 119.5, 40, 0.6));
  }

  private static Detection found(
      double left, double top, double right, double bottom, double confidence) {
    return new Detection(new Box(left, top, right, bottom), confidence, 0);
  }
}

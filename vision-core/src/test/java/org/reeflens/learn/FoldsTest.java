package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void groupIsNeverDivided(long seed) {
    Random random = new Random(seed);
    List<Integer> labels = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Some groups hold pictures of several classes, as a video does.
      labels.add(random.nextInt(6));
      groups.add("g" + random.nextInt(40));
    }
    int[] folds = Folds.divide(labels, groups, 5, seed);

    Map<String, Integer> foldOf = new HashMap<>();
    for (int i = 0; i < folds.length; i++) {
      assertThat(folds[i]).isBetween(0, 4);
      assertThat(foldOf.putIfAbsent(groups.get(i), folds[i])).isIn(null, folds[i]);
    }
  }

  @Test
  void everyClassIsSpreadOverAllParts() {
    List<Integer> labels = IntStream.range(0, 60).mapToObj(i -> i / 20).toList();
    List<String> groups = IntStream.range(0, 60).mapToObj(i -> "g" + i / 2).toList();
    int[] folds = Folds.divide(labels, groups, 5, 1);

    int[][] counts = new int[5][3];
    for (int i = 0; i < 60; i++) {
      counts[folds[i]][labels.get(i)]++;
    }
    assertThat(counts)
        .isDeepEqualTo(new int[][] {{4, 4, 4}, {4, 4, 4}, {4, 4, 4}, {4, 4, 4}, {4, 4, 4}});
  }

  @Test
  void twoGroupsOfAClassLieInTwoParts() {
    List<Integer> labels = List.of(0, 0, 0, 1, 1, 1);
    int[] folds = Folds.divide(labels, List.of("a", "a", "b", "c", "d", "d"), 2, 1);

    assertThat(folds[0]).isNotEqualTo(folds[2]);
    assertThat(folds[3]).isNotEqualTo(folds[4]);
  }

  @Test
  void seedDecidesAndNothingElse() {
    List<Integer> labels = IntStream.range(0, 100).mapToObj(i -> i % 4).toList();
    List<String> groups = IntStream.range(0, 100).mapToObj(i -> "g" + i).toList();

    assertThat(Folds.divide(labels, groups, 5, 7)).isEqualTo(Folds.divide(labels, groups, 5, 7));
    assertThat(Folds.divide(labels, groups, 5, 7)).isNotEqualTo(Folds.divide(labels, groups, 5, 8));
  }

  /** A row's only feature is its group, so whoever was taught with a group would know it. */
  @Test
  void pictureIsJudgedByAHeadThatNeverSawItsGroup() {
    List<CropFolder.Crop> crops = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    Random random = new Random(3);
    for (int g = 0; g < 40; g++) {
      int label = random.nextInt(2);
      for (int k = 0; k < 5; k++) {
        float[] row = new float[40];
        row[g] = 1;
        rows.add(row);
        groups.add("g" + g);
        crops.add(new CropFolder.Crop(Path.of("x"), label, "x"));
      }
    }
    FeatureTable table = new FeatureTable(crops, rows, null, 2);
    int[] folds = Folds.divide(table.labels(), groups, 5, 1);
    HeadFitter fitter = new HeadFitter(HeadKind.LOGISTIC);
    List<CrossValidation> byGroup = CrossValidation.run(table, folds, fitter, done -> {});
    int[] leaky = IntStream.range(0, 200).map(i -> i % 5).toArray();
    List<CrossValidation> byPicture = CrossValidation.run(table, leaky, fitter, done -> {});

    int last = fitter.choices() - 1;
    assertThat(share(byPicture.get(last))).isEqualTo(1);
    assertThat(share(byGroup.get(last))).isLessThan(0.7);
    assertThat(byGroup.get(last).pictures()).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void classOfOneGroupIsTaughtButNotAsked() {
    List<CropFolder.Crop> crops = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int label = i / 4;
      crops.add(new CropFolder.Crop(Path.of("x"), label, "x"));
      rows.add(new float[] {label, i % 4});
    }
    FeatureTable table = new FeatureTable(crops, rows, null, 3);
    int[] folds = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0};
    CrossValidation one =
        CrossValidation.run(table, folds, new HeadFitter(HeadKind.PROTOTYPE), done -> {}).get(0);

    assertThat(one.truth()).containsOnly(0, 1);
    assertThat(one.pictures()).containsExactly(0, 1, 4, 5, 2, 3, 6, 7);
    // The first part was judged without the third class, the second with it.
    assertThat(one.logits().get(0)[2]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(one.logits().get(4)[2]).isFinite();
  }

  private static double share(CrossValidation one) {
    int right = 0;
    for (int n = 0; n < one.size(); n++) {
      double[] scores = one.logits().get(n);
      right += (scores[1] > scores[0] ? 1 : 0) == one.truth()[n] ? 1 : 0;
    }
    return (double) right / one.size();
  }
}

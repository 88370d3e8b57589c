package org.reeflens.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {

  @Test
  void twoTilesShareAFifthOfTheirWidth() {
    // 2 w - 0.2 w = 90, so w = 50.
    assertThat(Tiling.grid(2, 1).tiles(90, 40))
        .containsExactly(new Region(0, 0, 50, 40), new Region(40, 0, 50, 40));
  }

  @Test
  void sideGivesAsManyTilesAsItTakes() {
    assertThat(Tiling.ofSide(100).tiles(180, 90))
        .containsExactly(new Region(0, 0, 100, 90), new Region(80, 0, 100, 90));
    assertThat(Tiling.ofSide(100).tiles(181, 90)).hasSize(3);
  }

  @Test
  void smallPictureIsOneTile() {
    assertThat(Tiling.ofSide(640).tiles(320, 200)).isEqualTo(List.of(new Region(0, 0, 320, 200)));
    assertThat(Tiling.grid(1, 1).tiles(7, 5)).isEqualTo(List.of(new Region(0, 0, 7, 5)));
  }

  @ParameterizedTest
  @CsvSource({
    "2x2, 640, 352",
    "3x2, 1920, 1080",
    "5x4, 1281, 721",
    "1x3, 333, 777",
    "320, 1920, 1080",
    "640, 3840, 2160",
    "32x32, 10, 10",
    "97, 100, 103",
  })
  void tilesCoverThePictureAndNeighboursShareTheOverlap(String text, int width, int height) {
    Tiling tiling = Tiling.of(text);
    List<Region> tiles = tiling.tiles(width, height);

    boolean[][] covered = new boolean[height][width];
    for (Region tile : tiles) {
      assertThat(tile.x() + tile.width()).isLessThanOrEqualTo(width);
      assertThat(tile.y() + tile.height()).isLessThanOrEqualTo(height);
      for (int y = tile.y(); y < tile.y() + tile.height(); y++) {
        for (int x = tile.x(); x < tile.x() + tile.width(); x++) {
          covered[y][x] = true;
        }
      }
    }
    for (boolean[] row : covered) {
      assertThat(row).doesNotContain(false);
    }
    for (int i = 1; i < tiles.size(); i++) {
      Region one = tiles.get(i - 1);
      Region next = tiles.get(i);
      if (next.y() == one.y()) {
        // Whole pixels: one is lost by rounding at most.
        assertThat(one.x() + one.width() - next.x())
            .isGreaterThanOrEqualTo((int) (0.2 * one.width()) - 1);
      }
    }
  }

  @Test
  void otherTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tiling.of("two"))
        .withMessage(
            "tiles must be columns by rows such as 2x2, or a side in pixels such as 640: 'two'");
    assertThatIllegalArgumentException().isThrownBy(() -> Tiling.of("0x2"));
    assertThatIllegalArgumentException().isThrownBy(() -> Tiling.grid(2, 2).withOverlap(0.6));
  }

  @Test
  void tilingSaysWhatItIs() {
    assertThat(Tiling.of("2x3")).hasToString("tiles 2x3, overlap 0.2, and the whole picture");
    assertThat(Tiling.of("640").withoutWhole()).hasToString("tiles of 640 pixels, overlap 0.2");
  }
}

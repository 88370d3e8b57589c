package org.reeflens.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private final Background background = new Background(1);

  @Test
  void thereIsNoneUntilThreePicturesHalfASecondApart() {
    assertThat(update(0, 10)).isEmpty();
    assertThat(update(0.2, 200)).isEmpty();
    assertThat(update(0.5, 30)).isEmpty();
    assertThat(update(0.9, 200)).isEmpty();
    assertThat(update(1.0, 20)).contains(20);
  }

  @Test
  void whatIsSeenOnlyOnceIsNoPartOfIt() {
    update(0, 10);
    update(0.5, 250);
    assertThat(update(1, 12)).contains(12);
    assertThat(update(1.1, 250)).contains(12);
  }

  @Test
  void ofAnEvenNumberItIsTheLowerMiddle() {
    update(0, 1);
    update(0.5, 2);
    update(1, 30);
    assertThat(update(1.5, 40)).contains(2);
  }

  @Test
  void valuesAreUnsigned() {
    update(0, 255);
    update(0.5, 128);
    assertThat(update(1, 127)).contains(128);
  }

  @Test
  void theDistanceDoublesUpToTwoSeconds() {
    // Kept at 0, 0.5 ... 4.5 s; the tenth thins them to 0.5, 1.5 ... 4.5 s, then one a second.
    for (int i = 0; i < 9; i++) {
      update(0.5 * i, i);
    }
    assertThat(update(4.5, 9)).contains(5);
    assertThat(update(5.0, 0)).as("too near to the last one").contains(5);
    assertThat(update(5.5, 10)).as("of 1 3 5 7 9 10").contains(5);
    for (int i = 0; i < 3; i++) {
      update(6.5 + i, 11 + i);
    }
    assertThat(update(9.5, 14)).as("of 3 7 10 12 14, thinned again").contains(10);
    assertThat(update(10.5, 0)).as("too near to the last one").contains(10);
    assertThat(update(11.5, 15)).as("of 3 7 10 12 14 15").contains(10);
    for (int i = 0; i < 3; i++) {
      update(13.5 + 2 * i, 16 + i);
    }
    assertThat(update(19.5, 19)).as("of 7 10 12 14 15 16 17 18 19, the oldest gone").contains(15);
  }

  @Test
  void itStartsAnewAfterAGapAndWhenTimeDoesNotRise() {
    for (int i = 0; i < 5; i++) {
      update(i, 50);
    }
    assertThat(update(9, 60)).as("5 s are no gap").contains(50);
    assertThat(update(14.1, 60)).isEmpty();
    assertThat(update(15, 60)).isEmpty();
    assertThat(update(16, 61)).contains(60);
    assertThat(update(16, 61)).isEmpty();
  }

  @Test
  void everyValueIsTheMedianOfItsOwn() {
    Random random = new Random(5);
    int bytes = 1000;
    Background all = new Background(bytes);
    List<byte[]> pictures = new ArrayList<>();
    for (int count = 1; count <= Background.KEPT; count++) {
      byte[] picture = new byte[bytes];
      random.nextBytes(picture);
      pictures.add(picture);
      Optional<ByteBuffer> found = all.update(count, ByteBuffer.wrap(picture));
      if (count < Background.FEWEST) {
        assertThat(found).isEmpty();
        continue;
      }
      for (int at = 0; at < bytes; at++) {
        int index = at;
        int[] sorted =
            pictures.stream().mapToInt(one -> Byte.toUnsignedInt(one[index])).sorted().toArray();
        assertThat(Byte.toUnsignedInt(found.orElseThrow().get(at)))
            .isEqualTo(sorted[(count - 1) / 2]);
      }
    }
  }

  @Test
  void aPictureThatIsTooSmallIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Background(4).update(0, ByteBuffer.allocate(3)))
        .withMessage("a picture of 4 bytes is needed, not 3");
    assertThatIllegalArgumentException().isThrownBy(() -> new Background(0));
  }

  private Optional<Integer> update(double seconds, int value) {
    return background
        .update(seconds, ByteBuffer.wrap(new byte[] {(byte) value}))
        .map(one -> Byte.toUnsignedInt(one.get(0)));
  }
}

package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamClockTest {
  private final StreamClock clock = new StreamClock();

  private long at(long shown, long arrived) {
    return clock.next(OptionalLong.of(shown), arrived);
  }

  @Test
  void timesCountFromTheFirstPictureByTheStreamsOwnClock() {
    assertThat(at(5_000_000, 70)).isZero();
    assertThat(at(5_040_000, 900_000)).isEqualTo(40_000);
    assertThat(at(5_100_000, 900_001)).isEqualTo(100_000);
    assertThat(clock.guessed()).isZero();
  }

  @Test
  void aClockThatWasSetIsPassedOverByWhenPicturesArrive() {
    at(5_000_000, 1_000_000);

    assertThat(at(1_000_000, 1_050_000)).isEqualTo(50_000);
    assertThat(at(1_040_000, 1_090_000)).isEqualTo(90_000);
    assertThat(at(90_000_000_000L, 1_140_000)).isEqualTo(140_000);
    assertThat(clock.guessed()).isEqualTo(2);
  }

  @Test
  void picturesWithoutATimeHaveThatOfTheirArrival() {
    assertThat(clock.next(OptionalLong.empty(), 1_000_000)).isZero();
    assertThat(clock.next(OptionalLong.empty(), 1_040_000)).isEqualTo(40_000);
    assertThat(at(7, 1_080_000)).isEqualTo(80_000);
    assertThat(at(40_007, 3_000_000)).isEqualTo(120_000);
    assertThat(clock.guessed()).isEqualTo(2);
  }

  @Test
  void timesRiseThoughPicturesArriveTogether() {
    at(0, 1_000);
    assertThat(at(0, 1_000)).isEqualTo(1);
    assertThat(at(-500, 900)).isEqualTo(2);
  }
}

package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reeflens.track.ByteTrackSettings.Matching;
import org.reeflens.track.TrackerSettings.Confidence;
import org.reeflens.track.TrackerSettings.Life;
import org.reeflens.track.TrackerSettings.Motion;

class ByteTrackSettingsTest {

  @Test
  void thePaperCountsInFrames() {
    ByteTrackSettings settings = ByteTrackSettings.paper(25);
    assertThat(settings.confidence()).isEqualTo(new Confidence(0.6, 0.1, 0.7));
    assertThat(settings.matching()).isEqualTo(new Matching(0.9, 0.5, 0.7, true, 0));
    assertThat(settings.life()).isEqualTo(new Life(2, 0, 0, 1.3));
    assertThat(settings.motion()).isEqualTo(new Motion(0.04, 0.05, 0.00625));
  }

  @Test
  void fishSettingsFollowTheDetector() {
    Confidence confidence = ByteTrackSettings.forFish(0.45).confidence();
    assertThat(confidence.high()).isEqualTo(0.45);
    assertThat(confidence.low()).isEqualTo(0.15);
    assertThat(confidence.start()).isEqualTo(0.45);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outOfRange")
  void refuses(String message, ThrowingCallable settings) {
    assertThatIllegalArgumentException().isThrownBy(settings).withMessage(message);
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        refused(
            "confidences must be 0 <= low <= high <= start <= 1, not 0.6, 0.3, 0.7",
            () -> new Confidence(0.3, 0.6, 0.7)),
        refused(
            "confidences must be 0 <= low <= high <= start <= 1, not 0.1, 0.6, 1.1",
            () -> new Confidence(0.6, 0.1, 1.1)),
        refused("a limit must be above 0, up to 1: 0.0", () -> new Matching(0.9, 0, 0.7, true, 0)),
        refused(
            "a limit must be above 0, up to 1: NaN",
            () -> new Matching(Double.NaN, 0.5, 0.7, true, 0)),
        refused("the margin must be 0 to 2: -0.1", () -> new Matching(0.9, 0.5, 0.7, true, -0.1)),
        refused("a track needs 1 hit or more: 0", () -> new Life(0, 0, 0, 1)),
        refused("not a time: -1.0", () -> new Life(1, 0, -1, 1)),
        refused("not a time: 0.0", () -> new Life(1, 0, 0, 0)),
        refused("step and noises must be above 0: 0.0", () -> new Motion(0.2, 0.1, 0)),
        refused("frames a second must be above 0: 0.0", () -> ByteTrackSettings.paper(0)));
  }

  private static Arguments refused(String message, ThrowingCallable settings) {
    return Arguments.of(message, settings);
  }
}

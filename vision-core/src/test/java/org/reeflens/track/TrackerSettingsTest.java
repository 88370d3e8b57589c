package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.track.TrackerSettings.Confidence;
import org.reeflens.track.TrackerSettings.Life;
import org.reeflens.track.TrackerSettings.Motion;

class TrackerSettingsTest {

  @Test
  void thePapersCountInFrames() {
    Motion motion = new Motion(0.04, 0.05, 0.00625);
    assertThat(BotSortSettings.paper(25))
        .isEqualTo(
            new BotSortSettings(
                new Confidence(0.6, 0.1, 0.7),
                new ByteTrackSettings.Matching(0.8, 0.5, 0.7, true, 0),
                new Life(2, 0, 0, 1.3),
                motion,
                BotSortSettings.Look.none(),
                true));
    assertThat(OcSortSettings.paper(25, true))
        .isEqualTo(
            new OcSortSettings(
                new Confidence(0.6, 0.1, 0.6),
                new OcSortSettings.Matching(0.3, 0.2, 0.14, true, 0),
                new Life(3, 0, 0, 1.26),
                motion,
                true));
  }

  @ParameterizedTest
  @EnumSource
  void settingsForFishAreSecondsWhateverTheTracker(TrackerKind kind) {
    TrackerSettings byteTrack = ByteTrackSettings.forFish(0.45);
    TrackerSettings settings = kind.forFish(0.45);
    assertThat(settings.confidence()).isEqualTo(byteTrack.confidence());
    assertThat(settings.life()).isEqualTo(byteTrack.life());
    assertThat(settings.motion()).isEqualTo(byteTrack.motion());
    assertThat(settings.asPublished()).isFalse();
    assertThat(settings.newTracker().describe()).contains(settings.toString());
    assertThat(kind.paper(30).asPublished()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.paper(Double.NaN))
        .withMessage("frames a second must be above 0: NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1 | 0.2 | 0.6 | 0 | the least overlap must be 0 to 1: 1.1",
        "0.3 | -1 | 0.6 | 0 | the inertia must be 0 or more: -1.0",
        "0.3 | 0.2 | 0 | 0 | not a time: 0.0",
        "0.3 | 0.2 | 0.6 | 3 | the margin must be 0 to 2: 3.0"
      })
  void refuses(double overlap, double inertia, double seconds, double margin, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OcSortSettings.Matching(overlap, inertia, seconds, true, margin))
        .withMessage(message);
  }
}

package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.reeflens.pipeline.Progress;

class ProgressLineTest {

  @Test
  void aLineTellsShareLengthFramesAndTimeLeft() {
    assertThat(ProgressLine.line(new Progress.State(900, 3600, 4500, 120)))
        .isEqualTo(" 25 % of 01:00:00, 4500 frames, 00:06:00 left");
  }

  @Test
  void noTimeLeftIsToldBeforeItCanBeKnown() {
    assertThat(ProgressLine.line(new Progress.State(1, 3600, 5, 2)))
        .isEqualTo("  0 % of 01:00:00, 5 frames");
  }

  @Test
  void withoutATerminalThereIsALineEveryTenSeconds() {
    StringWriter out = new StringWriter();
    try (ProgressLine progress =
        new ProgressLine(new PrintWriter(out), false, new KeyboardInterrupt())) {
      for (int second = 0; second <= 25; second++) {
        progress.at(new Progress.State(second, 100, 5 * second, second));
      }
    }

    assertThat(out.toString().lines())
        .containsExactly(
            " 10 % of 00:01:40, 50 frames, 00:01:30 left",
            " 20 % of 00:01:40, 100 frames, 00:01:20 left");
  }
}

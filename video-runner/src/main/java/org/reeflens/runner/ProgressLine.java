package org.reeflens.runner;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.reeflens.pipeline.Progress;

/**
 * Shows how far an analysis is: a bar on a terminal, elsewhere a plain line now and then. An
 * interrupt from the keyboard stops the analysis after its present batch.
 */
final class ProgressLine implements Progress, AutoCloseable {

  /** Seconds between two plain lines. */
  private static final double QUIET_SECONDS = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private final KeyboardInterrupt interrupt;
  private @Nullable ProgressBar bar;
  private double lastLine;

  ProgressLine(PrintWriter out, boolean terminal, KeyboardInterrupt interrupt) {
    this.out = out;
    this.terminal = terminal;
    this.interrupt = interrupt;
  }

  @Override
  public void at(State state) {
    if (terminal) {
      showBar(state);
    } else if (state.elapsedSeconds() - lastLine >= QUIET_SECONDS) {
      lastLine = state.elapsedSeconds();
      out.println(line(state));
    }
  }

  /** One plain line, such as {@code 35 % of 00:12:00, 1260 frames, 00:00:41 left}. */
  static String line(State state) {
    String left =
        state.secondsLeft().isPresent()
            ? ", " + clock(state.secondsLeft().getAsDouble()) + " left"
            : "";
    return String.format(
        Locale.ROOT,
        "%3.0f %% of %s, %d frames%s",
        100 * state.share(),
        clock(state.totalSeconds()),
        state.samples(),
        left);
  }

  private void showBar(State state) {
    ProgressBar shown = bar;
    if (shown == null) {
      shown =
          new ProgressBarBuilder()
              .setTaskName("analysing")
              .setInitialMax(Math.max(1, Math.round(state.totalSeconds())))
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" s of video", 1)
              .setUpdateIntervalMillis(500)
              .build();
      bar = shown;
    }
    shown.stepTo(Math.round(state.doneSeconds()));
  }

  static String clock(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  @Override
  public boolean cancelled() {
    return interrupt.happened();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

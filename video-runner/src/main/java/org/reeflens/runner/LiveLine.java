package org.reeflens.runner;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.reeflens.survey.CountsSoFar;

/**
 * What a watched stream holds at the moment: one line that changes on a terminal, elsewhere a plain
 * line when a MaxN grows and now and then.
 */
final class LiveLine {

  /** Seconds of the stream between two plain lines. */
  private static final double QUIET_SECONDS = 10;

  /** Taxa that find room on a line. */
  private static final int SHOWN = 4;

  private final PrintWriter out;
  private final boolean terminal;
  private double lastLine = Double.NEGATIVE_INFINITY;
  private int lastTotal;

  LiveLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  synchronized void show(CountsSoFar counts, long delayMillis, int dropped) {
    if (terminal) {
      // Back to the start of the line, and what is longer there is wiped out.
      out.print("\r" + line(counts, delayMillis, dropped) + "\u001b[K");
      out.flush();
      return;
    }
    int total =
        counts.fishMaxN() + counts.taxa().stream().mapToInt(CountsSoFar.OfTaxon::maxN).sum();
    double seconds = counts.time().seconds();
    if (total > lastTotal || seconds - lastLine >= QUIET_SECONDS) {
      lastTotal = total;
      lastLine = seconds;
      out.println(line(counts, delayMillis, dropped));
    }
  }

  /** One plain line, such as {@code 00:01:02 fish 2, MaxN 5 | Chromis viridis 1, MaxN 3 | ...}. */
  static String line(CountsSoFar counts, long delayMillis, int dropped) {
    String taxa =
        counts.taxa().stream()
            .limit(SHOWN)
            .map(one -> " | " + one.taxon().label() + " " + one.now() + ", MaxN " + one.maxN())
            .collect(Collectors.joining());
    int more = counts.taxa().size() - SHOWN;
    return String.format(
        Locale.ROOT,
        "%s fish %d, MaxN %d%s%s | delay %.2f s, %d dropped",
        ProgressLine.clock(counts.time().seconds()),
        counts.fishNow(),
        counts.fishMaxN(),
        taxa,
        more > 0 ? " | " + more + " more" : "",
        delayMillis / 1e3,
        dropped);
  }

  /** A line of its own. */
  synchronized void say(String sentence) {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    out.println(sentence);
    out.flush();
  }

  /** What comes next begins a line. */
  synchronized void end() {
    if (terminal) {
      out.println();
    }
    lastTotal = 0;
    lastLine = Double.NEGATIVE_INFINITY;
  }
}

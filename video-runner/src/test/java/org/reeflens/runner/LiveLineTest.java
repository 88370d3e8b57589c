package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.frame.FrameTime;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

class LiveLineTest {

  private static CountsSoFar counts(double seconds, int now, int maxN) {
    long micros = Math.round(seconds * 1e6);
    Taxon chromis = new Taxon("Chromis viridis", Rank.SPECIES, null, null);
    return new CountsSoFar(
        new FrameTime(0, 0, micros, micros),
        7,
        now,
        maxN,
        List.of(new CountsSoFar.OfTaxon(chromis, now, maxN)));
  }

  @Test
  void aLineTellsWhatIsThereAndHowLate() {
    assertThat(LiveLine.line(counts(62, 2, 5), 1234, 3))
        .isEqualTo("00:01:02 fish 2, MaxN 5 | Chromis viridis 2, MaxN 5 | delay 1.23 s, 3 dropped");
  }

  @Test
  void plainLinesComeWithNewsAndNowAndThen() {
    StringWriter told = new StringWriter();
    LiveLine line = new LiveLine(new PrintWriter(told), false);

    line.show(counts(0, 1, 1), 0, 0);
    line.show(counts(0.2, 0, 1), 0, 0);
    line.show(counts(0.4, 2, 2), 0, 0);
    line.show(counts(10.3, 2, 2), 0, 0);
    line.show(counts(10.4, 2, 2), 0, 0);

    assertThat(told.toString().lines().map(text -> text.substring(0, 15)))
        .containsExactly("00:00:00 fish 1", "00:00:00 fish 2", "00:00:10 fish 2");
  }

  @Test
  void delaysAreToldByTheirShare() {
    Delays delays = new Delays();
    for (int millis = 1; millis <= 100; millis++) {
      delays.add(millis);
    }

    assertThat(delays.atMost(0.5)).isEqualTo(50);
    assertThat(delays.atMost(0.95)).isEqualTo(95);
    assertThat(delays.most()).isEqualTo(100);
    assertThat(new Delays().atMost(0.5)).isZero();
  }
}

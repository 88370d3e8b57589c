package org.reeflens.runner;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.pipeline.AdaptiveSampling;
import picocli.CommandLine.Option;

/** The option that spares the detector samples in which nothing is to be seen. */
final class AdaptiveChoice {

  private enum What {
    SEEN,
    MOVING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--adaptive",
      paramLabel = "seen|moving",
      description =
          "Look at one sample a second, and at all of them once something was seen, or (moving) seen"
              + " or moving; a sample not looked at counts as empty. Saves time where there is"
              + " nothing for minutes; see docs/guides/adaptive-sampling.md.")
  private @Nullable What what;

  /** Null if all samples are to be looked at. */
  @Nullable AdaptiveSampling sampling() {
    if (what == null) {
      return null;
    }
    return what == What.SEEN ? AdaptiveSampling.whereSeen() : AdaptiveSampling.whereMoving();
  }

  /** These options with one sample at a time where that is needed; tiles of one are a batch. */
  DetectorOptions in(DetectorOptions options) {
    return what == null || options.tiling().isPresent()
        ? options
        : options.withSession(options.session().withBatch(1));
  }
}

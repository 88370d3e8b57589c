package org.reeflens.detect;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.reeflens.frame.Tiling;
import org.reeflens.inference.SessionOptions;

/**
 * How a detector is run.
 *
 * @param confidence the confidence from which on a detection is believed, 0 to 1; empty for what
 *     the package says. Average precision needs a low one, such as 0.001
 * @param session engine, device, threads and batch
 * @param tiling how each picture is cut into tiles that are looked at one by one; empty for one
 *     look at the whole picture
 */
public record DetectorOptions(
    OptionalDouble confidence, SessionOptions session, Optional<Tiling> tiling) {

  /** What the package says, on the best engine at hand. */
  public static final DetectorOptions DEFAULT =
      new DetectorOptions(OptionalDouble.empty(), SessionOptions.DEFAULT, Optional.empty());

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the confidence is not 0 to 1
   */
  public DetectorOptions {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(tiling, "tiling");
    if (confidence.isPresent()
        && !(confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1: " + confidence.getAsDouble());
    }
  }

  /** These options with a confidence from which on a detection is believed. */
  public DetectorOptions withConfidence(double believed) {
    return new DetectorOptions(OptionalDouble.of(believed), session, tiling);
  }

  /** These options with a way to run the model. */
  public DetectorOptions withSession(SessionOptions chosen) {
    return new DetectorOptions(confidence, chosen, tiling);
  }

  /** These options with pictures cut into tiles. */
  public DetectorOptions withTiling(Tiling chosen) {
    return new DetectorOptions(confidence, session, Optional.of(chosen));
  }
}

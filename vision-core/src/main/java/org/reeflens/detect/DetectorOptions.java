package org.reeflens.detect;

import java.util.Objects;
import java.util.OptionalDouble;
import org.reeflens.inference.SessionOptions;

/**
 * How a detector is run.
 *
 * @param confidence the confidence from which on a detection is believed, 0 to 1; empty for what
 *     the package says. Average precision needs a low one, such as 0.001
 * @param session engine, device, threads and batch
 */
public record DetectorOptions(OptionalDouble confidence, SessionOptions session) {

  /** What the package says, on the best engine at hand. */
  public static final DetectorOptions DEFAULT =
      new DetectorOptions(OptionalDouble.empty(), SessionOptions.DEFAULT);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the confidence is not 0 to 1
   */
  public DetectorOptions {
    Objects.requireNonNull(session, "session");
    if (confidence.isPresent()
        && !(confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1: " + confidence.getAsDouble());
    }
  }

  /** These options with a confidence from which on a detection is believed. */
  public DetectorOptions withConfidence(double believed) {
    return new DetectorOptions(OptionalDouble.of(believed), session);
  }

  /** These options with a way to run the model. */
  public DetectorOptions withSession(SessionOptions chosen) {
    return new DetectorOptions(confidence, chosen);
  }
}

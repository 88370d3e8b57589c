package org.reeflens.pipeline;

import java.util.OptionalDouble;

/** Watches an analysis, and may stop it. Called on the thread that runs the analysis. */
@FunctionalInterface
public interface Progress {

  /** Takes note of how far the analysis is. Called after each batch; must return at once. */
  void at(State state);

  /** Whether the analysis shall stop after the present batch. Asked after each {@link #at}. */
  default boolean cancelled() {
    return false;
  }

  /** A watcher that does nothing. */
  static Progress none() {
    return state -> {};
  }

  /**
   * How far an analysis is.
   *
   * @param doneSeconds seconds of the dive behind us, 0 or more
   * @param totalSeconds seconds of the dive to analyse, above zero
   * @param samples frames analysed so far
   * @param elapsedSeconds seconds the analysis has run
   */
  record State(double doneSeconds, double totalSeconds, int samples, double elapsedSeconds) {

    /** Share of the dive behind us, 0 to 1. */
    public double share() {
      return Math.min(1, doneSeconds / totalSeconds);
    }

    /** Seconds left at the present pace; empty until a hundredth is done. */
    public OptionalDouble secondsLeft() {
      double share = share();
      return share < 0.01
          ? OptionalDouble.empty()
          : OptionalDouble.of(elapsedSeconds * (1 - share) / share);
    }
  }
}

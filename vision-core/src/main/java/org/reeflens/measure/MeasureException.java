package org.reeflens.measure;

/** Something cannot be measured; the message says why, for a person who marks points. */
public final class MeasureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A reason, in words that go into a table of results. */
  public MeasureException(String message) {
    super(message);
  }

  /** A reason that tells more than the one below it. */
  public MeasureException(String message, Throwable cause) {
    super(message, cause);
  }
}

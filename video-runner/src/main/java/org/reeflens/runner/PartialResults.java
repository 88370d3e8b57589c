package org.reeflens.runner;

/** The run ended early; what was finished is on disk. */
final class PartialResults extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PartialResults(String message, Throwable cause) {
    super(message, cause);
  }
}

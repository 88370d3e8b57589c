package org.reeflens.model;

/**
 * A model package or its weights cannot be used; the message says which file, why, and what to do.
 */
public class ModelException extends RuntimeException {

  /** With one sentence for the user. */
  public ModelException(String message) {
    super(message);
  }

  /** With one sentence for the user and what was caught. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}

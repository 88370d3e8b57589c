package org.reeflens.learn;

/**
 * Pictures cannot be taught; the message says which file or folder, what is wrong, and what to do.
 */
public class TeachException extends RuntimeException {

  /** With one sentence for the user. */
  public TeachException(String message) {
    super(message);
  }

  /** With one sentence for the user and what was caught. */
  public TeachException(String message, Throwable cause) {
    super(message, cause);
  }
}

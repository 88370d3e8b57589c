package org.reeflens.video;

/**
 * A video that cannot be used. The message is one sentence for the user: which file, what is wrong,
 * and what to do.
 */
public class VideoException extends RuntimeException {

  /** An error with its sentence for the user. */
  public VideoException(String message) {
    super(message);
  }

  /** An error with its sentence for the user and what lies behind it. */
  public VideoException(String message, Throwable cause) {
    super(message, cause);
  }
}

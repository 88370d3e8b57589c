package org.reeflens.runner;

/** What the program tells the shell. */
final class ExitCode {

  /** Complete; damage of the recording, if any, is reported. */
  static final int COMPLETE = 0;

  /** Bad usage or input; nothing usable was written. */
  static final int BAD_INPUT = 2;

  /** Partial results were written; the reason is in {@code run.json}. */
  static final int PARTIAL = 3;

  private ExitCode() {}
}

package org.reeflens.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reeflens.survey.Inventory;

/**
 * An analysis did not reach its end. The message is one sentence that names the file, the time and
 * the stage; what was counted until then is kept.
 */
public final class AnalysisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Inventory partial;

  AnalysisException(String message, @Nullable Throwable cause, @Nullable Inventory partial) {
    super(message, cause);
    this.partial = partial;
  }

  /** What was counted before the failure; empty if no frame was analysed. */
  public Optional<Inventory> partial() {
    return Optional.ofNullable(partial);
  }
}

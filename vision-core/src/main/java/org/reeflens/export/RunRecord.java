package org.reeflens.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.survey.Provenance;
import org.reeflens.survey.RunMetrics;

/**
 * What a run did, for {@code run.json}.
 *
 * @param command the command line, word by word
 * @param started when it began, ISO 8601 in UTC
 * @param finished when it ended, ISO 8601 in UTC
 * @param complete whether everything asked for was done
 * @param reason why not; null if complete
 * @param provenance how the results were made; null if there are none
 * @param metrics what the analysis cost; null if it was not run
 */
public record RunRecord(
    List<String> command,
    String started,
    String finished,
    boolean complete,
    @Nullable String reason,
    @Nullable Provenance provenance,
    @Nullable RunMetrics metrics) {}

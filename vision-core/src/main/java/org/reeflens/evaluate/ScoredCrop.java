package org.reeflens.evaluate;

import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Scores;

/**
 * A crop whose taxon a person has told, and what a classifier makes of it.
 *
 * @param file where it came from
 * @param label its taxon, as the truth writes it
 * @param group what it belongs together with, such as a track; null where that is unknown
 * @param scores the classifier's
 */
public record ScoredCrop(String file, String label, @Nullable String group, Scores scores) {}

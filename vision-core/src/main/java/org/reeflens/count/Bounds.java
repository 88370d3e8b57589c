package org.reeflens.count;

import org.reeflens.stats.Interval;

/**
 * How far off the counts of a period may be because the detector errs. See {@link CountIntervals}
 * for what they hold and what they do not.
 *
 * @param maxN 95 % interval of the MaxN that a person would have counted in the same analysed
 *     frames; whole numbers
 * @param meanCount 95 % interval of the MeanCount that a person would have counted, had the scene
 *     been watched for longer
 */
public record Bounds(Interval maxN, Interval meanCount) {}

package org.reeflens.track;

import org.reeflens.detect.Detection;

/**
 * One observation of a confirmed track: a detection, and the animal it belongs to. Positions that
 * were only predicted are never track points.
 *
 * @param track public id of the track, from 1 upwards without gaps, in the order of confirmation
 * @param sample 0-based number of the analysed frame
 * @param detection what was seen there
 */
public record TrackPoint(int track, int sample, Detection detection) {}

package org.reeflens.survey;

import org.reeflens.detect.Detection;

/**
 * One sighting of one animal in one analysed frame.
 *
 * @param track public id of its track, from 1
 * @param detection what was seen
 */
public record Observation(int track, Detection detection) {}

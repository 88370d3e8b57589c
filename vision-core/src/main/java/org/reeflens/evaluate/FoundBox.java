package org.reeflens.evaluate;

import org.reeflens.geometry.Box;

/**
 * An animal that a detector reports.
 *
 * @param classIndex which of the classes that are compared, 0 or more
 * @param box where, source pixels
 * @param confidence how sure the detector is, 0 to 1
 */
public record FoundBox(int classIndex, Box box, double confidence) {}

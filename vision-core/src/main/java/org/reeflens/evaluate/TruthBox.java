package org.reeflens.evaluate;

import org.reeflens.geometry.Box;

/**
 * An animal that a person has drawn a box around.
 *
 * @param classIndex which of the classes that are compared, 0 or more
 * @param label what the truth calls it: the number of a YOLO class, the name of a COCO category
 * @param box where, source pixels
 * @param area its area, square pixels: of the box, or of the outline where there is one
 * @param crowd whether it is a group drawn as one, which may be found many times and counts neither
 *     for nor against
 */
public record TruthBox(int classIndex, String label, Box box, double area, boolean crowd) {}

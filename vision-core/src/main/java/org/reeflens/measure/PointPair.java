package org.reeflens.measure;

import org.reeflens.geometry.Point;

/**
 * The same point of an animal in both pictures.
 *
 * @param left where it is in the left picture, pixels
 * @param right where it is in the right picture, pixels
 */
public record PointPair(Point left, Point right) {}

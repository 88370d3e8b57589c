/** Boxes, points and other shapes in source pixels, pixel centres at integers. */
@NullMarked
package org.reeflens.geometry;

import org.jspecify.annotations.NullMarked;

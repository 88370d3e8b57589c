/**
 * Draws reef scenes with swimming fish and knows the exact truth of every frame. Everything follows
 * from the settings and their seed; pictures use pixel centres at integers.
 */
@NullMarked
package org.reeflens.testvideos.scene;

import org.jspecify.annotations.NullMarked;

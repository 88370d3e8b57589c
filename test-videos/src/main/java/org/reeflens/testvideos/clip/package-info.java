/**
 * Short clips of every odd kind a camera makes, each with what is true of it. The pixels are made
 * by formulas of their own, so that a test does not check a library against itself.
 */
@NullMarked
package org.reeflens.testvideos.clip;

import org.jspecify.annotations.NullMarked;

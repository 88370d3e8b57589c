/**
 * Names for crops and tracks: classifiers, their calibration, and when to give no narrower name.
 */
@NullMarked
package org.reeflens.classify;

import org.jspecify.annotations.NullMarked;

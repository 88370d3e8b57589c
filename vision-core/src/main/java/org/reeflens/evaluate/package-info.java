/** Comparing results with truth, in the field's metrics. */
@NullMarked
package org.reeflens.evaluate;

import org.jspecify.annotations.NullMarked;

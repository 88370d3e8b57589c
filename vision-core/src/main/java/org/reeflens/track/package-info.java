/** Following one animal through time. */
@NullMarked
package org.reeflens.track;

import org.jspecify.annotations.NullMarked;

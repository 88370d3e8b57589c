/** One decoded picture: when it was taken, and its pixels on demand. */
@NullMarked
package org.reeflens.frame;

import org.jspecify.annotations.NullMarked;

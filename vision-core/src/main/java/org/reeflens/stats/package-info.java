/** Assignment and other small numerical methods that no survey word belongs to. */
@NullMarked
package org.reeflens.stats;

import org.jspecify.annotations.NullMarked;

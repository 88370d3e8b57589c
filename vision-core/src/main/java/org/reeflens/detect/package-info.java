/** Finding animals in one picture. */
@NullMarked
package org.reeflens.detect;

import org.jspecify.annotations.NullMarked;

/** How many animals were seen, by rules that each state what they count. */
@NullMarked
package org.reeflens.count;

import org.jspecify.annotations.NullMarked;

/** Tables that users bring: CSV with a header, read whole, with one sentence for what is wrong. */
@NullMarked
package org.reeflens.table;

import org.jspecify.annotations.NullMarked;

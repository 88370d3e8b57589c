/** Names, ranks and WoRMS identifiers of animals. */
@NullMarked
package org.reeflens.taxonomy;

import org.jspecify.annotations.NullMarked;

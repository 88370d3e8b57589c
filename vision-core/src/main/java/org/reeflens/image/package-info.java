/** What pictures of one camera tell together: the background, and how the camera moved. */
@NullMarked
package org.reeflens.image;

import org.jspecify.annotations.NullMarked;

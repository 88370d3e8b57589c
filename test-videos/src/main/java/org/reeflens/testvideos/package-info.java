/** Makes test clips: an encoder for raw pictures and the program that writes clips with truth. */
@NullMarked
package org.reeflens.testvideos;

import org.jspecify.annotations.NullMarked;

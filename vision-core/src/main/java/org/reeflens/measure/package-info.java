/** How big: calibrated cameras, places in millimetres, and lengths with their errors. */
@NullMarked
package org.reeflens.measure;

import org.jspecify.annotations.NullMarked;

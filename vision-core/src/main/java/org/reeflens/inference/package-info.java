/** Running a model: bytes in, floats out. */
@NullMarked
package org.reeflens.inference;

import org.jspecify.annotations.NullMarked;

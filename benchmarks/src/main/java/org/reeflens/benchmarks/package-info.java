/** Micro-benchmarks of the parts that take the time. */
@NullMarked
package org.reeflens.benchmarks;

import org.jspecify.annotations.NullMarked;

/** The stages of an analysis joined: run, watched and stopped. */
@NullMarked
package org.reeflens.pipeline;

import org.jspecify.annotations.NullMarked;

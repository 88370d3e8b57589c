/** The command line: thin, so that everything it does can be done from the library too. */
@NullMarked
package org.reeflens.runner;

import org.jspecify.annotations.NullMarked;

/** Results as files: tables, JSON, pictures and annotated video. */
@NullMarked
package org.reeflens.export;

import org.jspecify.annotations.NullMarked;

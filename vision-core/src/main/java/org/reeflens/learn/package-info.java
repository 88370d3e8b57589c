/** Teaching: a model package for a lab's own species, made from a folder of their pictures. */
@NullMarked
package org.reeflens.learn;

import org.jspecify.annotations.NullMarked;

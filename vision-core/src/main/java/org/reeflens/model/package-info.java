/** Model packages: what a model file promises, checked before it runs. */
@NullMarked
package org.reeflens.model;

import org.jspecify.annotations.NullMarked;

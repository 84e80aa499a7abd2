/** Robust models of the displacement, fitted to the votes of windows. */
@NullMarked
package io.terralapse.align.core.fit;

import org.jspecify.annotations.NullMarked;

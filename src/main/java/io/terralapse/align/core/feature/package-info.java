/** Gradient features of one date, and the mask that says where they hold. */
@NullMarked
package io.terralapse.align.core.feature;

import org.jspecify.annotations.NullMarked;

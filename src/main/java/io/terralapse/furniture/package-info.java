/** Draws date, title, scale bar, north arrow, legend and credit onto pictures. */
@NullMarked
package io.terralapse.furniture;

import org.jspecify.annotations.NullMarked;

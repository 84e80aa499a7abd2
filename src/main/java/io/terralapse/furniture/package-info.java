/** Draws everything that stands over the picture: date, title, scale bar, north arrow, credit. */
@NullMarked
package io.terralapse.furniture;

import org.jspecify.annotations.NullMarked;

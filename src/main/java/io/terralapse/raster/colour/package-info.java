/** Colours of samples that are no red, green and blue: colour tables, inks, inverted grey. */
@NullMarked
package io.terralapse.raster.colour;

import org.jspecify.annotations.NullMarked;

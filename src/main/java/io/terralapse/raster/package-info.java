/**
 * Raster files of any format: the interface that all readers implement, and what they share. Pixels
 * and headers only; coordinate reference systems are text here.
 */
@NullMarked
package io.terralapse.raster;

import org.jspecify.annotations.NullMarked;

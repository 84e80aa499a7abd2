/** Opens rasters of any supported format: the entry point, which depends on all the readers. */
@NullMarked
package io.terralapse.raster.format;

import org.jspecify.annotations.NullMarked;

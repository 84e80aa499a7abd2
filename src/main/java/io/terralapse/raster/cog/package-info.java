/** Writes Cloud Optimized GeoTIFFs. */
@NullMarked
package io.terralapse.raster.cog;

import org.jspecify.annotations.NullMarked;

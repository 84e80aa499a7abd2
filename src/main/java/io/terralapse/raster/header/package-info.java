/**
 * Headers of rasters in the cache, and the state of files by which it is known that nothing of them
 * has changed. Entry point: {@link io.terralapse.raster.header.HeaderCache}.
 */
@NullMarked
package io.terralapse.raster.header;

import org.jspecify.annotations.NullMarked;

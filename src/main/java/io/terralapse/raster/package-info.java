/** Reads raster files: headers, tiles, samples. Knows pixels and tags, not places. */
@NullMarked
package io.terralapse.raster;

import org.jspecify.annotations.NullMarked;

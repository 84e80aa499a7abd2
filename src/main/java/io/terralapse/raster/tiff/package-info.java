/**
 * Reads TIFF and BigTIFF files: directories, blocks (tiles and strips), georeference and metadata.
 */
@NullMarked
package io.terralapse.raster.tiff;

import org.jspecify.annotations.NullMarked;

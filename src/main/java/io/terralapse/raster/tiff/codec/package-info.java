/**
 * Decoders of compressed tiles and strips: bytes in, bytes out, never more than the block has. They
 * depend on no other class of the TIFF reader.
 */
@NullMarked
package io.terralapse.raster.tiff.codec;

import org.jspecify.annotations.NullMarked;

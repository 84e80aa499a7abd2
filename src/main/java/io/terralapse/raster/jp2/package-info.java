/** Reads JPEG 2000: the boxes, the codestream's headers, and its pixels by one of two codecs. */
@NullMarked
package io.terralapse.raster.jp2;

import org.jspecify.annotations.NullMarked;

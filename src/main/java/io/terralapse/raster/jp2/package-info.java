/** Reads JPEG 2000 files: boxes, the headers of the codestream, and pixels by one of two codecs. */
@NullMarked
package io.terralapse.raster.jp2;

import org.jspecify.annotations.NullMarked;

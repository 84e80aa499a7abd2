/** Reads PNG and JPEG images: headers, EXIF dates and pixels. */
@NullMarked
package io.terralapse.raster.image;

import org.jspecify.annotations.NullMarked;

/** Pictures → an animated WebP that fits into a number of bytes, by libwebp in FFmpeg. */
@NullMarked
package io.terralapse.encode.webp;

import org.jspecify.annotations.NullMarked;

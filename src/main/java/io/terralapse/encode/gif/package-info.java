/** Pictures → an animated GIF that fits into a number of bytes. Depends on the model only. */
@NullMarked
package io.terralapse.encode.gif;

import org.jspecify.annotations.NullMarked;

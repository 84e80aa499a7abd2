/** Says what the program understands of single raster files, with statistics on request. */
@NullMarked
package io.terralapse.inspect;

import org.jspecify.annotations.NullMarked;

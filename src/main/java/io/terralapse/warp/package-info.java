/** Resamples source windows onto the grid, once, and mosaics the scenes of one acquisition. */
@NullMarked
package io.terralapse.warp;

import org.jspecify.annotations.NullMarked;

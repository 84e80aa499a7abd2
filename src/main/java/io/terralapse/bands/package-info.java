/** Selects the bands of a scene that are shown, and computes channels from them. */
@NullMarked
package io.terralapse.bands;

import org.jspecify.annotations.NullMarked;

/** Turns an area of interest into the fixed grid that every frame shares. */
@NullMarked
package io.terralapse.grid;

import org.jspecify.annotations.NullMarked;

/** Turns an area of interest into the fixed grid that all frames share. */
@NullMarked
package io.terralapse.grid;

import org.jspecify.annotations.NullMarked;

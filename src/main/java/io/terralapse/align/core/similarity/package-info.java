/** Finds rotation, scale and shift between two images of which nothing is known. */
@NullMarked
package io.terralapse.align.core.similarity;

import org.jspecify.annotations.NullMarked;

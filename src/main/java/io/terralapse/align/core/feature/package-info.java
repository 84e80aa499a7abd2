/**
 * The gradient features of a date and the mask of their valid pixels; entry point {@link
 * io.terralapse.align.core.feature.AlignmentImage}. Depends on nothing else of the alignment.
 */
@NullMarked
package io.terralapse.align.core.feature;

import org.jspecify.annotations.NullMarked;

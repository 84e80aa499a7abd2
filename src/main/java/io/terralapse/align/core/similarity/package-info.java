/**
 * Rotation, scale and shift between two images without a prior; entry point {@link
 * io.terralapse.align.core.similarity.SimilaritySearch}. Depends on {@code feature}, {@code
 * correlation} and {@code fit}.
 */
@NullMarked
package io.terralapse.align.core.similarity;

import org.jspecify.annotations.NullMarked;

/**
 * The displacement between two dates and its confidence; entry point {@link
 * io.terralapse.align.core.match.EdgeEstimator}. Depends on {@code feature}, {@code correlation}
 * and {@code fit}.
 */
@NullMarked
package io.terralapse.align.core.match;

import org.jspecify.annotations.NullMarked;

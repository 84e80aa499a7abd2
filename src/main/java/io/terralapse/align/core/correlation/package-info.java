/**
 * Local windows of two feature fields, their correlation at every lag, and the votes from it; entry
 * point {@link io.terralapse.align.core.correlation.LocalVotes}. Depends on {@code feature}.
 */
@NullMarked
package io.terralapse.align.core.correlation;

import org.jspecify.annotations.NullMarked;

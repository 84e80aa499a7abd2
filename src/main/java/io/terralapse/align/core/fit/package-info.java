/**
 * Robust models of a displacement fitted to votes, and the selection between them by
 * cross-validation; entry point {@link io.terralapse.align.core.fit.ModelSelection}. Depends on
 * {@code correlation}.
 */
@NullMarked
package io.terralapse.align.core.fit;

import org.jspecify.annotations.NullMarked;

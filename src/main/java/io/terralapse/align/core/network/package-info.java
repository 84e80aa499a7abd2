/**
 * From measured edges to one shift per date; entry point {@link
 * io.terralapse.align.core.network.Adjustment}. Depends on {@code feature} for the choice of the
 * anchor, and otherwise only on the values of {@code align.core}.
 */
@NullMarked
package io.terralapse.align.core.network;

import org.jspecify.annotations.NullMarked;

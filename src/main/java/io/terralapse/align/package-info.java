/**
 * Passes 1b and 1c: matches pairs of dates, adjusts the network of shifts, and keeps what the lock
 * holds. The mathematics is below, in {@code align.core}.
 */
@NullMarked
package io.terralapse.align;

import org.jspecify.annotations.NullMarked;

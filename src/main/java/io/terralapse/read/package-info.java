/**
 * Pass 1a: reads the window of every scene into the store and measures coverage, cloud and tone of
 * each acquisition. Entry point: {@link io.terralapse.read.ReadPass}.
 */
@NullMarked
package io.terralapse.read;

import org.jspecify.annotations.NullMarked;

/**
 * Measures how far the land in one date lies from the land in another, and refuses when the
 * evidence is weak.
 */
@NullMarked
package io.terralapse.align.core;

import org.jspecify.annotations.NullMarked;

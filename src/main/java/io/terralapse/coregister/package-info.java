/**
 * Measures how far the land in one date lies from the land in another, and refuses when the
 * evidence is weak.
 */
@NullMarked
package io.terralapse.coregister;

import org.jspecify.annotations.NullMarked;

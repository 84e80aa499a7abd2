/**
 * Relative radiometric normalisation of the dates of a sequence: finds pixels that have not changed
 * between dates, and from them a correction for each date.
 */
@NullMarked
package io.terralapse.tone.normalise;

import org.jspecify.annotations.NullMarked;

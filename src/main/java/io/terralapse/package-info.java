/**
 * Terralapse: dated satellite scenes of one place, as an aligned, honestly captioned time-lapse.
 */
@NullMarked
package io.terralapse;

import org.jspecify.annotations.NullMarked;

/** Turns measured values into display values, the same way for every date. */
@NullMarked
package io.terralapse.tone;

import org.jspecify.annotations.NullMarked;

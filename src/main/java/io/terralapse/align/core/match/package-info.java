/** Measures the shift between two dates and judges it. */
@NullMarked
package io.terralapse.align.core.match;

import org.jspecify.annotations.NullMarked;

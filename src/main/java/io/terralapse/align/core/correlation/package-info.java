/** Correlates local windows of two feature fields and collects their votes. */
@NullMarked
package io.terralapse.align.core.correlation;

import org.jspecify.annotations.NullMarked;

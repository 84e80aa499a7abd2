/**
 * The mathematics of co-registration, without files or settings of other features. This package
 * holds the values that its sub-packages exchange ({@link io.terralapse.align.core.Edge}, {@link
 * io.terralapse.align.core.TiePoint}, {@link io.terralapse.align.core.ShiftModel}) and every
 * threshold of acceptance ({@link io.terralapse.align.core.RefusalThresholds}).
 *
 * <pre>
 *   feature  &lt;-  correlation  &lt;-  fit  &lt;-  match, similarity
 *   feature  &lt;-  network
 * </pre>
 */
@NullMarked
package io.terralapse.align.core;

import org.jspecify.annotations.NullMarked;

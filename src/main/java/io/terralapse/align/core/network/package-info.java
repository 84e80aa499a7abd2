/** One shift per date from all measured edges. */
@NullMarked
package io.terralapse.align.core.network;

import org.jspecify.annotations.NullMarked;

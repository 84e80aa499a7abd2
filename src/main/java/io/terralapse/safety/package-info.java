/** Whether a video can be watched safely: luminance and red flashes. */
@NullMarked
package io.terralapse.safety;

import org.jspecify.annotations.NullMarked;

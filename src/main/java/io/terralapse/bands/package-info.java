/** Which bands of a scene are shown, and what is computed from them. */
@NullMarked
package io.terralapse.bands;

import org.jspecify.annotations.NullMarked;

/** Maps measured values to display values, in the same way for all dates. */
@NullMarked
package io.terralapse.tone;

import org.jspecify.annotations.NullMarked;

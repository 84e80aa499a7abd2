/** The first date on which an area departs from its own past, and how sure that is. */
@NullMarked
package io.terralapse.onset;

import org.jspecify.annotations.NullMarked;

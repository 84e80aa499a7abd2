/** The disk cache. */
@NullMarked
package io.terralapse.cache;

import org.jspecify.annotations.NullMarked;

/** The one disk cache of a job: named files in sections, one byte limit, one eviction rule. */
@NullMarked
package io.terralapse.cache;

import org.jspecify.annotations.NullMarked;

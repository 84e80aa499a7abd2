/** Finds the scenes that a job names and says when each was acquired, and how that is known. */
@NullMarked
package io.terralapse.catalog;

import org.jspecify.annotations.NullMarked;

/** What the places take that a time-lapse is published at: limits with their sources. */
@NullMarked
package io.terralapse.places;

import org.jspecify.annotations.NullMarked;

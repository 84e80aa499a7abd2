/** Labels, outlines and arrows from GeoJSON, drawn on frames at the dates for which they hold. */
@NullMarked
package io.terralapse.annotation;

import org.jspecify.annotations.NullMarked;

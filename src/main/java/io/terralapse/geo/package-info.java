/**
 * Coordinate reference systems and the transforms between them. The only room that knows GeoTools.
 */
@NullMarked
package io.terralapse.geo;

import org.jspecify.annotations.NullMarked;

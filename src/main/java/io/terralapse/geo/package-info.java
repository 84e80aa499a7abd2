/**
 * Coordinate reference systems and the transforms between them. The only package that depends on
 * GeoTools.
 */
@NullMarked
package io.terralapse.geo;

import org.jspecify.annotations.NullMarked;

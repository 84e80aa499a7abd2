/** What all products of a sensor have in common: bands, calibration, credit. */
@NullMarked
package io.terralapse.catalog.sensor;

import org.jspecify.annotations.NullMarked;

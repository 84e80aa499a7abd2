/**
 * Reads the files beside a raster that complete its header: world files, {@code .prj} and {@code
 * .aux.xml}.
 */
@NullMarked
package io.terralapse.raster.sidecar;

import org.jspecify.annotations.NullMarked;

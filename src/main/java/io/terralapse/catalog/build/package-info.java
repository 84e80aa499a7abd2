/** Builds scenes from files, metadata, raster headers and the corrections by the user. */
@NullMarked
package io.terralapse.catalog.build;

import org.jspecify.annotations.NullMarked;

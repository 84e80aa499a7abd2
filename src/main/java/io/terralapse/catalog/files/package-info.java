/** The input files of a job: listing, globs, archives, raster headers, grouping by name. */
@NullMarked
package io.terralapse.catalog.files;

import org.jspecify.annotations.NullMarked;

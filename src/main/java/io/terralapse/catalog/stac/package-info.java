/** Reads scenes from SpatioTemporal Asset Catalogs: items, static catalogues and searches. */
@NullMarked
package io.terralapse.catalog.stac;

import org.jspecify.annotations.NullMarked;

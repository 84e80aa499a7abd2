/**
 * Reads the metadata files that providers deliver with their products. Each reader covers one
 * family of products and reads small documents only; rasters are opened later. {@link
 * io.terralapse.catalog.product.ProductReaders} is the registry.
 */
@NullMarked
package io.terralapse.catalog.product;

import org.jspecify.annotations.NullMarked;

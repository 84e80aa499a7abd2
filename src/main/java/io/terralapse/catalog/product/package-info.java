/**
 * What the metadata files say that providers deliver with their products. Each reader knows one
 * family of products and reads small documents only; rasters are opened later and elsewhere.
 */
@NullMarked
package io.terralapse.catalog.product;

import org.jspecify.annotations.NullMarked;

package io.terralapse.catalog;

import io.terralapse.access.ByteOpener;

/**
 * How the catalogue reaches what it looks at. All parts are called from several threads.
 *
 * @param bytes opens documents
 * @param headers reads the headers of rasters
 * @param archives lists archives
 */
public record CatalogAccess(ByteOpener bytes, HeaderOpener headers, ArchiveLister archives) {}

package io.terralapse.catalog;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.files.ArchiveLister;
import io.terralapse.catalog.files.HeaderOpener;
import io.terralapse.catalog.stac.StacHttp;

/**
 * How the catalogue reaches what it looks at. All parts are called from several threads.
 *
 * @param bytes opens documents
 * @param headers reads the headers of rasters
 * @param archives lists archives
 * @param servers asks servers for catalogue documents
 */
public record CatalogAccess(
    ByteOpener bytes, HeaderOpener headers, ArchiveLister archives, StacHttp servers) {}

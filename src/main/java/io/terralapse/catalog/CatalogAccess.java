package io.terralapse.catalog;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.files.ArchiveLister;
import io.terralapse.catalog.files.HeaderOpener;
import io.terralapse.catalog.stac.StacHttp;

/**
 * Access to files and servers, as the catalogue needs it. All parts are called from several
 * threads.
 *
 * @param bytes opens documents
 * @param headers reads raster headers
 * @param archives lists archives
 * @param servers requests STAC documents
 */
public record CatalogAccess(
    ByteOpener bytes, HeaderOpener headers, ArchiveLister archives, StacHttp servers) {}

package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import java.util.List;

/**
 * The registry of product readers. To add a product family, implement {@link ProductReader} in a
 * file of its own and list it here.
 */
public final class ProductReaders {
  private ProductReaders() {}

  /**
   * All readers, in the order in which they are used: a file that one of them takes is not given to
   * the next.
   *
   * @param opener opens metadata, never rasters
   */
  public static List<ProductReader> all(ByteOpener opener) {
    return List.of(new SafeReader(opener), new LandsatReader(opener), new PlanetReader(opener));
  }
}

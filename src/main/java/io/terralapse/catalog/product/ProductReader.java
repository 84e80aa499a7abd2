package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.List;

/** Finds the products of one provider among files. Thread-safe. */
public interface ProductReader {
  /**
   * Reads the metadata that lie among the files.
   *
   * @param files all rasters and documents that were listed, sorted
   * @return never throws for bad metadata: they become issues
   */
  Found read(List<Location> files);
}

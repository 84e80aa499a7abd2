package io.terralapse.catalog.product;

import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import java.util.List;

/** Finds the products of one family among files. Thread-safe. */
public interface ProductReader {
  /**
   * Reads the metadata among the files.
   *
   * @param files all rasters and documents of the job that no other reader has taken, sorted
   * @return never throws for bad metadata: they become issues
   */
  DescribedScenes read(List<Location> files);
}

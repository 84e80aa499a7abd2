package io.terralapse.catalog.product;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.DataException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a Landsat product's own metadata say of its bands, for readers of other metadata. */
public final class LandsatMetadata {
  /** Largest document that is read, bytes. */
  public static final int MAX_BYTES = Mtl.MAX_BYTES;

  /** The highest number of a reflective band. */
  private static final int LAST_BAND = 9;

  private LandsatMetadata() {}

  /**
   * From stored integers to reflectance.
   *
   * @param json the product's {@code *_MTL.json}
   * @param stem the product's identifier
   * @return by band, {@code B1} and so on; bands that lack the factors are left out
   * @throws DataException with a clause that continues "{file} ", if it is not such a document
   */
  public static Map<String, Calibration> readCalibration(byte[] json, String stem)
      throws IOException {
    Mtl mtl = MtlJson.parse(json);
    LandsatScale scale = new LandsatScale(mtl, LandsatProduct.of(mtl, stem));
    Map<String, Calibration> bands = new TreeMap<>();
    for (int band = 1; band <= LAST_BAND; band++) {
      Optional<Calibration> found = scale.find(band);
      if (found.isPresent()) {
        bands.put("B" + band, found.get());
      }
    }
    return bands;
  }
}

package io.terralapse.raster.jp2;

import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.RasterInput;
import io.terralapse.raster.tiff.GeoTiffGeoreference;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** The georeference of a JPEG 2000 file: GeoJP2 if there is one, otherwise GMLJP2, as in GDAL. */
final class Jp2Georeference {
  private static final int MAX_XML = 1 << 22;

  private Jp2Georeference() {}

  static Georeference of(RasterInput input, Jp2Boxes boxes) throws IOException {
    for (Jp2Boxes.Span box : boxes.geoTiffs()) {
      Georeference found = geoTiff(new SourcePart(input.source(), box.start(), box.size()));
      if (found.transform().isPresent()) {
        return found;
      }
    }
    for (Jp2Boxes.Span box : boxes.xml()) {
      if (box.size() > MAX_XML) {
        continue;
      }
      byte[] xml = input.read(box.start(), (int) box.size(), ByteOrder.BIG_ENDIAN).array();
      Optional<Georeference> found = GmlCoverage.find(input, xml);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Georeference.NONE;
  }

  /** A malformed TIFF in a box is ignored: the pixels can be read without it. */
  private static Georeference geoTiff(ByteSource box) throws IOException {
    try {
      return GeoTiffGeoreference.read(box);
    } catch (DataException e) {
      return Georeference.NONE;
    }
  }
}

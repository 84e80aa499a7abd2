package io.terralapse.raster.jp2;

import io.terralapse.access.ByteSource;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.tiff.GeoTiffGeoreference;
import java.io.IOException;
import java.util.Optional;

/** Where a file says that it lies: by GeoJP2 first and by GMLJP2 otherwise, as GDAL reads them. */
final class Jp2Georeference {
  private static final int MAX_XML = 1 << 22;
  private static final Georeference NOWHERE = new Georeference(Optional.empty(), Optional.empty());

  private Jp2Georeference() {}

  static Georeference of(Jp2Input input, Jp2Boxes boxes) throws IOException {
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
      byte[] xml = input.read(box.start(), (int) box.size()).array();
      Optional<Georeference> found = GmlCoverage.find(input, xml);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return NOWHERE;
  }

  /** A box that holds no sound TIFF tells nothing; the pixels are as good without it. */
  private static Georeference geoTiff(ByteSource box) {
    try {
      return GeoTiffGeoreference.read(box);
    } catch (IOException e) {
      return NOWHERE;
    }
  }
}

package io.terralapse.raster.tiff;

import io.terralapse.access.ByteSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.Optional;

/** Reads the georeference of a GeoTIFF. Stateless. */
public final class GeoTiffGeoreference {
  private static final int PIXEL_IS_POINT = 2;

  /** Column, row, level, x, y and z. */
  private static final int TIE_POINT_VALUES = 6;

  private static final int HEAD_BYTES = 32 * 1024;

  private GeoTiffGeoreference() {}

  /**
   * Reads the georeference of a GeoTIFF that is embedded in a file of another format. Its pixels
   * are not read; the source is not closed.
   *
   * @throws io.terralapse.model.DataException if it is not a TIFF or malformed
   */
  public static Georeference read(ByteSource source) throws IOException {
    return of(TiffDirectories.read(RasterInput.open(source, HEAD_BYTES)).get(0));
  }

  /** The georeference of a directory. */
  static Georeference of(Ifd ifd) throws IOException {
    GeoKeys keys = new GeoKeys(ifd);
    Optional<GeoTransform> transform = transform(ifd);
    if (keys.code(GeoKeys.RASTER_TYPE) == PIXEL_IS_POINT) {
      // The tie point is the centre of a pixel then; our origin is its outer corner.
      transform = transform.map(t -> t.shifted(-0.5, -0.5));
    }
    Optional<String> crs = GeoTiffCrs.of(keys);
    if (transform.isEmpty()) {
      // Local coordinates of nothing are no georeference.
      crs = crs.filter(definition -> !GeoTiffCrs.isLocal(definition));
    }
    return new Georeference(transform, crs, groundModel(ifd, transform.isPresent()));
  }

  private static GroundModel groundModel(Ifd ifd, boolean hasTransform) {
    if (hasTransform) {
      return GroundModel.NONE;
    }
    if (ifd.count(Tag.MODEL_TIEPOINT) >= TIE_POINT_VALUES) {
      return GroundModel.CONTROL_POINTS;
    }
    return ifd.has(Tag.RPC_COEFFICIENTS) ? GroundModel.RPC : GroundModel.NONE;
  }

  private static Optional<GeoTransform> transform(Ifd ifd) throws IOException {
    double[] scale = ifd.doubles(Tag.MODEL_PIXEL_SCALE, 3);
    double[] tie = ifd.doubles(Tag.MODEL_TIEPOINT, 6);
    double[] m = ifd.doubles(Tag.MODEL_TRANSFORMATION, 16);
    GeoTransform found;
    if (scale.length >= 2 && scale[0] != 0 && scale[1] != 0 && tie.length == 6) {
      double sx = scale[0];
      double sy = Math.abs(scale[1]);
      found = new GeoTransform(tie[3] - tie[0] * sx, sx, 0, tie[4] + tie[1] * sy, 0, -sy);
    } else if (m.length == 16) {
      found = new GeoTransform(m[3], m[0], m[1], m[7], m[4], m[5]);
    } else {
      return Optional.empty();
    }
    return Optional.of(found).filter(GeoTransform::isInvertible);
  }
}

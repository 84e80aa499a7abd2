package io.terralapse.model;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * One band of a scene and where its samples are.
 *
 * @param role what it measures
 * @param name the product's own name for it ("B04", "3")
 * @param file the raster that holds it
 * @param index band of that raster, from 0
 * @param scale physical value = stored * scale + offset
 * @param offset see {@code scale}
 * @param nodata stored value that means "no data", already corrected by configuration
 * @param raster the header of {@code file}
 */
public record SceneBand(
    BandRole role,
    String name,
    Location file,
    int index,
    double scale,
    double offset,
    OptionalDouble nodata,
    RasterInfo raster) {

  /** This band with its physical values multiplied by a factor. */
  SceneBand times(double factor) {
    return new SceneBand(role, name, file, index, scale * factor, offset * factor, nodata, raster);
  }

  /** This band under another name. */
  public SceneBand withName(String other) {
    return new SceneBand(role, other, file, index, scale, offset, nodata, raster);
  }

  SceneBand withRaster(UnaryOperator<RasterInfo> change) {
    return new SceneBand(role, name, file, index, scale, offset, nodata, change.apply(raster));
  }
}

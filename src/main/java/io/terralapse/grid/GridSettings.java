package io.terralapse.grid;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.terralapse.geo.Crs;
import io.terralapse.model.ContentKey;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the area becomes a grid.
 *
 * @param aoi the area to show
 * @param targetSrs {@code auto}, an {@code EPSG:n} code or WKT
 * @param pixelSize pixel size in CRS units ({@code tr}); excludes {@code size}
 * @param size requested frame size; excludes {@code pixelSize}
 * @param resampling GDAL's name of the kernel
 */
public record GridSettings(
    AreaOfInterest aoi,
    @JsonProperty("t_srs") String targetSrs,
    @JsonProperty("tr") OptionalDouble pixelSize,
    Optional<Size> size,
    @JsonProperty("r") Resampling resampling) {

  /** Width and height in pixels. */
  public record Size(int width, int height) {}

  /**
   * A hash of the settings that decide the grid, with the content of the files that they name; the
   * same on every machine.
   *
   * @throws io.terralapse.model.UserError (usage) if the area's settings are invalid
   */
  public String key() {
    return ContentKey.of(String.join("\n", area(), targetSrs.strip(), pixelSize + " " + size))
        .hex();
  }

  /**
   * The area as text, with the polygons of the file if it names one.
   *
   * @throws io.terralapse.model.UserError (usage) if the file cannot be used
   */
  public String area() {
    return text(aoi);
  }

  /**
   * An area as text, with the polygons of the file if it names one; the same on every machine.
   *
   * @throws io.terralapse.model.UserError (usage) if the file cannot be used
   */
  public static String text(AreaOfInterest area) {
    return area instanceof AreaOfInterest.GeoJson
        ? AreaOfInterestReader.read(area, Crs.lonLat()).geometry().toText()
        : area.toString();
  }

  /** Resampling kernels, by GDAL's names. */
  public enum Resampling {
    NEAR,
    BILINEAR,
    CUBIC
  }

  /** The area that the scenes have in common, native pixels, cubic. */
  public static final GridSettings DEFAULTS =
      new GridSettings(
          new AreaOfInterest.Scenes(),
          "auto",
          OptionalDouble.empty(),
          Optional.empty(),
          Resampling.CUBIC);
}

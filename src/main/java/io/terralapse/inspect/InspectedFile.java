package io.terralapse.inspect;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file. What is not known is null.
 *
 * @param format {@code GTiff}, {@code JPEG2000}, {@code PNG} or {@code JPEG}
 * @param width columns at full resolution
 * @param height rows at full resolution
 * @param bands in file order, alpha included
 * @param levels number of resolution levels: 1 without overviews
 * @param mask how invalid pixels are marked: {@code internal} (a mask in the file), {@code alpha}
 *     or {@code nodata}; null if every pixel is valid
 * @param transform pixel to CRS, in GDAL's order of coefficients
 * @param center longitude and latitude (EPSG:4326) of the centre of the image, degrees
 * @param corners longitudes and latitudes of its outer corners: upper left, upper right, lower
 *     right, lower left; null for one outside of the domain of the projection
 * @param sensor the sensor's keyword, as in {@code sources.sensor}
 */
@JsonPropertyOrder({
  "file",
  "format",
  "width",
  "height",
  "bands",
  "levels",
  "mask",
  "crs",
  "transform",
  "center",
  "corners",
  "date",
  "sensor"
})
public record InspectedFile(
    String file,
    String format,
    int width,
    int height,
    List<InspectedBand> bands,
    int levels,
    @Nullable String mask,
    @Nullable CrsFacts crs,
    @Nullable List<Double> transform,
    @Nullable List<Double> center,
    @Nullable List<@Nullable List<Double>> corners,
    @Nullable DateFacts date,
    @Nullable String sensor)
    implements Inspection {

  /**
   * A coordinate reference system.
   *
   * @param name as in its definition: {@code WGS 84 / UTM zone 31N}
   * @param authority {@code EPSG:n}; null if the file defines it without a code
   * @param wkt the file's own WKT, or that of the code; null if it cannot be written as WKT 1
   * @param accuracyM accuracy of positions in EPSG:4326, metres; null if it is not known
   */
  @JsonPropertyOrder({"name", "authority", "wkt", "accuracyM"})
  public record CrsFacts(
      String name, @Nullable String authority, @Nullable String wkt, @Nullable Double accuracyM) {}

  /**
   * An acquisition date.
   *
   * @param value ISO 8601, as precise as is known
   * @param source how it is known, as in the ledger: {@code metadata}, {@code filename}, {@code
   *     tag}
   */
  @JsonPropertyOrder({"value", "source"})
  public record DateFacts(String value, String source) {}
}

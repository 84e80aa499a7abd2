package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an item states of its files by the projection extension ({@code proj:code}, {@code
 * proj:epsg}, {@code proj:wkt2}, {@code proj:projjson}, {@code proj:shape}, {@code proj:transform},
 * {@code proj:bbox}). Fields of an asset win over those of the item.
 */
final class ItemRasters {
  /** Products that are cut into the tiles of one fixed grid. */
  private static final Set<String> TILED = Set.of("sentinel-2", "hls");

  private static final Pattern EPSG = Pattern.compile("EPSG:\\d{1,7}");
  private static final Pattern CODE = Pattern.compile("\\d{1,7}");

  /** No raster has a longer side. */
  private static final int LONGEST_SIDE = 1 << 24;

  /** Definitions are some thousand characters long. */
  private static final int LONGEST_WKT = 20_000;

  /** A pixel size differs from a stated resolution by more than this part if it is another one. */
  private static final double SAME_RESOLUTION = 0.02;

  private final String collection;
  private final Product product;
  private final JsonNode properties;

  ItemRasters(String collection, Product product, JsonNode properties) {
    this.collection = collection;
    this.product = product;
    this.properties = properties;
  }

  /** What is stated of the files of bands and masks among the assets. */
  Map<Location, StatedRaster> of(
      List<Asset> assets, List<DescribedScene.Band> bands, List<DescribedScene.Mask> masks) {
    Set<Location> files = new HashSet<>();
    bands.forEach(band -> files.add(band.file()));
    masks.forEach(mask -> files.add(mask.file()));
    Optional<String> tile = product.tile().filter(name -> TILED.contains(product.sensor()));
    Map<Location, StatedRaster> stated = new HashMap<>();
    for (Asset asset : assets) {
      if (!files.contains(asset.file())) {
        continue;
      }
      String type = asset.bands(properties).get(0).dataType();
      String kind = String.join(" ", collection, asset.key() + (asset.copy() ? "-copy" : ""), type);
      stated.putIfAbsent(asset.file(), new StatedRaster(kind, findPlace(asset), tile));
    }
    return stated;
  }

  private Optional<StatedRaster.Place> findPlace(Asset asset) {
    boolean own = asset.json().has("proj:shape") || asset.json().has("proj:transform");
    JsonNode level = own ? asset.json() : properties;
    Optional<double[]> box =
        numbers(asset.json(), "proj:bbox").or(() -> numbers(properties, "proj:bbox"));
    Optional<double[]> shape = numbers(level, "proj:shape").filter(two -> two.length == 2);
    Optional<GeoTransform> transform =
        numbers(level, "proj:transform").flatMap(ItemRasters::transform);
    Optional<GeoTransform> georeference =
        transform.or(() -> shape.flatMap(size -> box.flatMap(extent -> northUp(extent, size))));
    Optional<double[]> size =
        shape.or(() -> transform.flatMap(map -> box.flatMap(extent -> size(extent, map))));
    return findCrs(asset.json())
        .or(() -> findCrs(properties))
        .flatMap(crs -> size.flatMap(two -> georeference.flatMap(map -> place(crs, two, map))))
        .filter(place -> own || fits(place, asset));
  }

  private static Optional<StatedRaster.Place> place(
      String crs, double[] size, GeoTransform transform) {
    boolean possible =
        size[0] >= 1
            && size[1] >= 1
            && size[0] <= LONGEST_SIDE
            && size[1] <= LONGEST_SIDE
            && Math.rint(size[0]) == size[0]
            && Math.rint(size[1]) == size[1]
            && transform.isInvertible();
    return possible
        ? Optional.of(new StatedRaster.Place(crs, (int) size[1], (int) size[0], transform))
        : Optional.empty();
  }

  /** The item's georeference is not that of an asset with another resolution. */
  private static boolean fits(StatedRaster.Place place, Asset asset) {
    double metres = asset.metres();
    double pixel = place.transform().pixelWidth();
    // Resolutions are in metres: of degrees they say nothing.
    return metres <= 0 || pixel < 0.1 || Math.abs(pixel / metres - 1) < SAME_RESOLUTION;
  }

  /** The code of the CRS, or its definition. */
  static Optional<String> findCrs(JsonNode node) {
    Optional<String> code = Json.text(node, "proj:code").map(text -> text.toUpperCase(Locale.ROOT));
    if (code.isPresent()) {
      return code.filter(text -> EPSG.matcher(text).matches());
    }
    JsonNode number = node.path("proj:epsg");
    if (number.isIntegralNumber() && number.canConvertToInt() && number.intValue() > 0) {
      return Optional.of("EPSG:" + number.intValue());
    }
    JsonNode id = node.path("proj:projjson").path("id");
    boolean epsg = Json.text(id, "authority").orElse("").equalsIgnoreCase("EPSG");
    return Json.text(node, "proj:wkt2")
        .filter(text -> text.length() <= LONGEST_WKT)
        .or(
            () ->
                Json.textOrNumber(id, "code")
                    .filter(text -> epsg && CODE.matcher(text).matches())
                    .map(text -> "EPSG:" + text));
  }

  /** The numbers of an array; empty if it contains anything else. */
  private static Optional<double[]> numbers(JsonNode node, String field) {
    List<JsonNode> elements = Json.elements(node, field);
    boolean numeric =
        !elements.isEmpty()
            && elements.size() <= 9
            && elements.stream().allMatch(JsonNode::isNumber);
    return numeric
        ? Optional.of(elements.stream().mapToDouble(JsonNode::doubleValue).toArray())
        : Optional.empty();
  }

  /** Two rows of three numbers, with or without the third row of a matrix. */
  private static Optional<GeoTransform> transform(double[] m) {
    return m.length == 6 || m.length == 9
        ? Optional.of(new GeoTransform(m[2], m[0], m[1], m[5], m[3], m[4]))
        : Optional.empty();
  }

  private static Optional<GeoTransform> northUp(double[] box, double[] shape) {
    int half = box.length / 2;
    return box.length == 4 || box.length == 6
        ? Optional.of(
            new GeoTransform(
                box[0],
                (box[half] - box[0]) / shape[1],
                0,
                box[half + 1],
                0,
                (box[1] - box[half + 1]) / shape[0]))
        : Optional.empty();
  }

  /** Rows and columns of a box. */
  private static Optional<double[]> size(double[] box, GeoTransform map) {
    int half = box.length / 2;
    return (box.length == 4 || box.length == 6) && map.isNorthUp()
        ? Optional.of(
            new double[] {
              Math.rint((box[half + 1] - box[1]) / map.pixelHeight()),
              Math.rint((box[half] - box[0]) / map.pixelWidth())
            })
        : Optional.empty();
  }
}

package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The fields of one band.
 *
 * @param common its element of {@code bands} (STAC 1.1)
 * @param eo its element of {@code eo:bands} (STAC 1.0)
 * @param raster its element of {@code raster:bands} (STAC 1.0)
 * @param asset the asset, whose fields its bands inherit
 */
record BandFields(JsonNode common, JsonNode eo, JsonNode raster, JsonNode asset) {
  /** Further bands of an asset are ignored. */
  static final int MAX_BANDS = 64;

  Optional<String> name() {
    return Json.text(common, "name").or(() -> Json.text(eo, "name"));
  }

  /** The common name: {@code red}, {@code nir08}. */
  Optional<String> commonName() {
    return Json.text(common, "eo:common_name")
        .or(() -> Json.text(common, "common_name"))
        .or(() -> Json.text(eo, "common_name"))
        .or(() -> Json.text(asset, "eo:common_name"));
  }

  OptionalDouble scale() {
    return find("scale");
  }

  OptionalDouble offset() {
    return find("offset");
  }

  private OptionalDouble find(String field) {
    for (JsonNode node : List.of(common, raster, asset)) {
      OptionalDouble value = Json.number(node, "raster:" + field);
      if (value.isEmpty() && node.equals(raster)) {
        value = Json.number(node, field);
      }
      if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }

  /** The stored value that means no data; may be NaN. */
  OptionalDouble nodata() {
    for (JsonNode node : List.of(common, raster, asset)) {
      JsonNode value = node.path("nodata");
      if (value.isNumber() && Double.isFinite(value.doubleValue())) {
        return OptionalDouble.of(value.doubleValue());
      }
      if (value.isTextual() && value.textValue().equalsIgnoreCase("nan")) {
        return OptionalDouble.of(Double.NaN);
      }
    }
    return OptionalDouble.empty();
  }

  /** The data type such as {@code uint16}; empty if unknown. */
  String dataType() {
    return Json.text(common, "data_type")
        .or(() -> Json.text(raster, "data_type"))
        .or(() -> Json.text(asset, "data_type"))
        .orElse("");
  }
}

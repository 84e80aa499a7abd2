package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an item says of one band, in {@code bands} (STAC 1.1), {@code eo:bands} and {@code
 * raster:bands} (STAC 1.0), and in the asset itself, which its bands inherit from.
 */
record BandFields(JsonNode common, JsonNode eo, JsonNode raster, JsonNode asset) {
  /** More bands than a multispectral scene has are not described one by one. */
  static final int MOST = 64;

  Optional<String> name() {
    return Json.text(common, "name").or(() -> Json.text(eo, "name"));
  }

  /** The usual word for what it measures: {@code red}, {@code nir08}. */
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

  /** The stored value for no data; NaN where that is the value. */
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

  /** {@code uint16}; empty if it is not told. */
  String dataType() {
    return Json.text(common, "data_type")
        .or(() -> Json.text(raster, "data_type"))
        .or(() -> Json.text(asset, "data_type"))
        .orElse("");
  }
}

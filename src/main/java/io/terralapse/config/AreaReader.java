package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads the area of interest in whichever of its forms it is given. */
final class AreaReader {
  private static final List<String> FORMS =
      List.of("bbox", "geojson", "wkt", "center", "te", "pixels");

  private AreaReader() {}

  static AreaOfInterest read(
      JsonNode aoi, Function<String, String> place, Function<String, Path> resolve) {
    if (!aoi.isObject()) {
      return new AreaOfInterest.Scenes();
    }
    List<String> given = FORMS.stream().filter(aoi::hasNonNull).toList();
    if (given.size() != 1) {
      throw UserError.usage(
          place.apply("/aoi")
              + "aoi: give exactly one of "
              + String.join(", ", FORMS)
              + (given.isEmpty() ? "." : ", not " + String.join(" and ", given) + "."));
    }
    JsonNode value = aoi.get(given.get(0));
    return switch (given.get(0)) {
      case "bbox" ->
          new AreaOfInterest.Bbox(at(value, 0), at(value, 1), at(value, 2), at(value, 3));
      case "pixels" ->
          new AreaOfInterest.Pixels(at(value, 0), at(value, 1), at(value, 2), at(value, 3));
      case "geojson" -> new AreaOfInterest.GeoJson(resolve.apply(value.asText()));
      case "wkt" -> new AreaOfInterest.Wkt(value.asText());
      case "te" ->
          new AreaOfInterest.Te(
              at(value, 0),
              at(value, 1),
              at(value, 2),
              at(value, 3),
              aoi.path("te_srs").asText(""));
      default -> center(aoi, value, place);
    };
  }

  private static AreaOfInterest center(
      JsonNode aoi, JsonNode center, Function<String, String> place) {
    JsonNode size = aoi.path("size_m");
    if (size.isMissingNode() || size.isNull()) {
      throw UserError.usage(
          place.apply("/aoi/center") + "aoi.center: needs aoi.size_m, the side in metres.");
    }
    double width = size.isArray() ? at(size, 0) : size.asDouble();
    double height = size.isArray() ? at(size, 1) : size.asDouble();
    return new AreaOfInterest.Center(at(center, 0), at(center, 1), width, height);
  }

  private static double at(JsonNode array, int index) {
    return array.get(index).asDouble();
  }
}

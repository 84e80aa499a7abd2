package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.grid.AreaOfInterest;
import java.nio.file.Path;
import java.util.List;

/** The area of interest, in whichever of its forms it is given. */
final class AreaForm {
  private static final List<String> FORMS =
      List.of("bbox", "geojson", "wkt", "center", "te", "pixels");

  private AreaForm() {}

  static AreaOfInterest read(JsonNode aoi, Path base) throws BadValueException {
    if (!aoi.isObject()) {
      return new AreaOfInterest.Scenes();
    }
    List<String> given = FORMS.stream().filter(aoi::hasNonNull).toList();
    if (given.size() != 1) {
      throw new BadValueException(
          "give exactly one of "
              + String.join(", ", FORMS)
              + (given.isEmpty() ? "" : ", not " + String.join(" and ", given)));
    }
    JsonNode value = aoi.get(given.get(0));
    return switch (given.get(0)) {
      case "bbox" ->
          new AreaOfInterest.Bbox(at(value, 0), at(value, 1), at(value, 2), at(value, 3));
      case "pixels" ->
          new AreaOfInterest.Pixels(at(value, 0), at(value, 1), at(value, 2), at(value, 3));
      case "geojson" -> new AreaOfInterest.GeoJson(SettingTypes.path(base, value.asText()));
      case "wkt" -> new AreaOfInterest.Wkt(value.asText());
      case "te" ->
          new AreaOfInterest.Te(
              at(value, 0),
              at(value, 1),
              at(value, 2),
              at(value, 3),
              aoi.path("te_srs").asText(""));
      default -> center(aoi, value);
    };
  }

  private static AreaOfInterest center(JsonNode aoi, JsonNode center) throws BadValueException {
    JsonNode size = aoi.path("size_m");
    if (size.isMissingNode() || size.isNull()) {
      throw new BadValueException("center needs aoi.size_m; write the side in metres there");
    }
    double width = size.isArray() ? at(size, 0) : size.asDouble();
    double height = size.isArray() ? at(size, 1) : size.asDouble();
    return new AreaOfInterest.Center(at(center, 0), at(center, 1), width, height);
  }

  private static double at(JsonNode array, int index) {
    return array.get(index).asDouble();
  }
}

package io.terralapse.catalog.product;

import io.terralapse.model.DataException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Parses the document that Planet delivers as {@code *_metadata.xml} with its analytic images
 * ("Planet Imagery Product Specifications", analytic XML). Elements are identified by their local
 * names, because the namespaces changed.
 */
final class PlanetXml {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,20}(?:\\.\\d{0,30})?(?:[eE][+-]?\\d{1,3})?");

  /** The first text of each element that is needed. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<Integer, Double> coefficients = new HashMap<>();
  private String band = "";

  private PlanetXml() {}

  /**
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not well-formed
   */
  static PlanetMetadata parse(byte[] bytes) throws DataException {
    PlanetXml document = new PlanetXml();
    MetadataXml.read(
        bytes,
        (name, parent, attributes, text) -> {
          document.end(name, text);
          return true;
        });
    return document.metadata();
  }

  private void end(String element, String text) {
    switch (element) {
      case "bandNumber" -> band = text;
      case "bandSpecificMetadata" -> band = "";
      case "reflectanceCoefficient" -> {
        OptionalDouble value = number(text);
        if (band.matches("[1-9]") && value.isPresent() && value.getAsDouble() > 0) {
          coefficients.putIfAbsent(Integer.parseInt(band), value.getAsDouble());
        }
      }
      case "acquisitionDateTime",
          "acquisitionDate",
          "cloudCoverPercentage",
          "spaceCraftViewAngle",
          "illuminationElevationAngle" ->
          texts.putIfAbsent(element, text);
      default -> {
        // Not needed.
      }
    }
  }

  private PlanetMetadata metadata() {
    return PlanetMetadata.of(
        texts.getOrDefault("acquisitionDateTime", texts.getOrDefault("acquisitionDate", "")),
        number(texts.getOrDefault("cloudCoverPercentage", "")),
        number(texts.getOrDefault("spaceCraftViewAngle", "")),
        number(texts.getOrDefault("illuminationElevationAngle", "")),
        coefficients);
  }

  private static OptionalDouble number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}

package io.terralapse.catalog.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.DataException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Parses the item that Planet delivers as {@code *_metadata.json} (docs.planet.com, PSScene): a
 * GeoJSON feature. Stateless.
 */
final class PlanetJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(32)
                      .maxTokenCount(200_000)
                      .maxNumberLength(100)
                      .maxNameLength(4096)
                      .maxStringLength(1 << 20)
                      .build())
              .build());

  private PlanetJson() {}

  /**
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not such an item
   */
  static PlanetMetadata parse(byte[] bytes) throws IOException {
    JsonNode properties = properties(bytes);
    // A fraction of the scene; newer items also have the percentage from the usable data mask.
    OptionalDouble fraction = number(properties, "cloud_cover");
    OptionalDouble cloud =
        fraction.isPresent() && fraction.getAsDouble() <= 1
            ? OptionalDouble.of(fraction.getAsDouble() * 100)
            : fraction;
    return PlanetMetadata.of(
        properties.path("acquired").asText(""),
        cloud.isPresent() ? cloud : number(properties, "cloud_percent"),
        number(properties, "view_angle"),
        number(properties, "sun_elevation"),
        Map.of());
  }

  private static JsonNode properties(byte[] bytes) throws IOException {
    try {
      JsonNode document = MAPPER.readTree(bytes);
      if (document != null && document.path("properties").isObject()) {
        return document.path("properties");
      }
    } catch (JsonProcessingException e) {
      // Its message may quote the document, which is untrusted.
      throw new DataException("is not valid JSON", e);
    } catch (CharConversionException e) {
      throw new DataException("is not JSON in UTF-8", e);
    }
    throw new DataException("is not an item of Planet: it has no properties");
  }

  private static OptionalDouble number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }
}

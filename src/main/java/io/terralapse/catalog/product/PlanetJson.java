package io.terralapse.catalog.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The item that Planet delivers as {@code *_metadata.json} (docs.planet.com, PSScene): a GeoJSON
 * feature.
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
   * Reads a file.
   *
   * @throws IOException with a clause that continues "{file} ", if it is no such item
   */
  static PlanetMetadata parse(byte[] bytes) throws IOException {
    JsonNode properties = properties(bytes);
    // A share of the scene; newer items also tell the percentage that the usable data mask counts.
    OptionalDouble share = number(properties, "cloud_cover");
    OptionalDouble cloud =
        share.isPresent() && share.getAsDouble() <= 1
            ? OptionalDouble.of(share.getAsDouble() * 100)
            : share;
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
      // Its message may repeat the document, which may hold anything.
      throw new IOException("is not valid JSON", e);
    }
    throw new IOException("is no item of Planet's, which has properties");
  }

  private static OptionalDouble number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }
}

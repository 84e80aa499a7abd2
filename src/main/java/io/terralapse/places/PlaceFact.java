package io.terralapse.places;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a place, and from where.
 *
 * @param text one or two sentences
 * @param limits what follows from it, by their keys
 * @param source an address, or where else it was read
 * @param read the day on which it was read, ISO 8601
 */
public record PlaceFact(String text, Map<String, Double> limits, String source, String read) {
  /** Copies the map. */
  public PlaceFact {
    limits = Map.copyOf(limits);
  }

  static PlaceFact of(JsonNode node) {
    Map<String, Double> limits = new TreeMap<>();
    node.path("limits")
        .properties()
        .forEach(
            field ->
                limits.put(
                    field.getKey(),
                    field.getValue().isBoolean() ? 1.0 : field.getValue().asDouble()));
    return new PlaceFact(
        node.path("fact").asText(),
        limits,
        node.path("source").asText(),
        node.path("read").asText());
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.http.HttpSettings;
import io.terralapse.catalog.stac.StacSearch;
import io.terralapse.model.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where scenes come from and how servers are reached. */
final class SourcesReader {
  private SourcesReader() {}

  /** The inputs that are paths or addresses. */
  static List<String> paths(JsonNode scenes) {
    List<String> paths = new ArrayList<>();
    scenes.forEach(
        scene -> {
          if (scene.isTextual()) {
            paths.add(scene.asText());
          }
        });
    return paths;
  }

  /** The inputs that are searches. */
  static List<StacSearch> searches(JsonNode scenes) {
    List<StacSearch> searches = new ArrayList<>();
    scenes.forEach(
        scene -> {
          if (scene.isObject()) {
            searches.add(search(scene));
          }
        });
    return searches;
  }

  private static StacSearch search(JsonNode scene) {
    List<String> collections = new ArrayList<>();
    scene.path("collections").forEach(name -> collections.add(name.asText()));
    List<Double> bbox = new ArrayList<>();
    scene.path("bbox").forEach(number -> bbox.add(number.asDouble()));
    return new StacSearch(
        address(scene.path("stac").asText()),
        collections,
        bbox.isEmpty() ? Optional.empty() : Optional.of(bbox),
        json(scene.path("intersects")),
        scene.path("datetime").isTextual()
            ? Optional.of(scene.path("datetime").asText())
            : Optional.empty(),
        json(scene.path("query")),
        json(scene.path("filter")),
        scene.path("max_items").asInt(StacSearch.DEFAULT_MAX_ITEMS));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw UserError.usage("scenes: stac: \"" + text + "\" is not an address; write https://....");
    }
  }

  private static Optional<String> json(JsonNode node) {
    return node.isObject() ? Optional.of(node.toString()) : Optional.empty();
  }

  /** How servers are reached. */
  static HttpSettings http(JsonNode access, Map<String, String> environment) {
    HttpSettings defaults = HttpSettings.defaults(environment);
    return new HttpSettings(
        access.path("allow_private").asBoolean(false),
        defaults.connectTimeout(),
        access.path("timeout").isTextual()
            ? Amounts.duration(access.path("timeout").asText())
            : defaults.stallTimeout(),
        defaults.deadline(),
        access.path("connections").asInt(defaults.parallel()),
        defaults.retries(),
        defaults.backOff(),
        environment);
  }
}

package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request of a search.
 *
 * @param uri whom to ask
 * @param body what to post; empty to get
 */
record SearchRequest(URI uri, Optional<ObjectNode> body) {
  static SearchRequest post(URI uri, ObjectNode body) {
    return new SearchRequest(uri, Optional.of(body));
  }

  static SearchRequest get(URI uri) {
    return new SearchRequest(uri, Optional.empty());
  }

  /** The first page, asked for in the address (STAC API, GET search). */
  static SearchRequest get(URI search, ObjectNode body) {
    List<String> parameters = new ArrayList<>();
    body.properties()
        .forEach(
            entry ->
                parameters.add(
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(plain(entry.getValue()), StandardCharsets.UTF_8)
                            // Spaces of the path's kind are understood everywhere.
                            .replace("+", "%20")));
    String address = search.toString();
    String joint = search.getRawQuery() == null ? "?" : "&";
    return get(URI.create(address + joint + String.join("&", parameters)));
  }

  private static String plain(JsonNode value) {
    if (value instanceof ArrayNode array) {
      List<String> words = new ArrayList<>();
      array.forEach(word -> words.add(word.asText()));
      return String.join(",", words);
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /**
   * What to post for the first page.
   *
   * @throws IOException with a clause that continues "the search ", if a part of the search makes
   *     no sense
   */
  static ObjectNode body(StacSearch search) throws IOException {
    ObjectNode body = Json.object();
    if (!search.collections().isEmpty()) {
      search.collections().forEach(body.putArray("collections")::add);
    }
    if (search.intersectsGeoJson().isPresent()) {
      body.set("intersects", object("intersects", search.intersectsGeoJson().get()));
    } else if (search.bbox().isPresent()) {
      ArrayNode box = body.putArray("bbox");
      for (double number : checked(search.bbox().get())) {
        box.add(number);
      }
    }
    search.datetime().ifPresent(interval -> body.put("datetime", interval));
    if (search.queryJson().isPresent()) {
      body.set("query", object("query", search.queryJson().get()));
    }
    if (search.filterJson().isPresent()) {
      body.set("filter", object("filter", search.filterJson().get()));
      body.put("filter-lang", "cql2-json");
    }
    body.put("limit", Math.min(search.limit(), search.maxItems()));
    return body;
  }

  private static double[] checked(double[] box) throws IOException {
    int half = box.length / 2;
    boolean sound = box.length == 4 || box.length == 6;
    for (double number : box) {
      sound &= Double.isFinite(number);
    }
    // West may lie east of east: such a box crosses the date line.
    if (!sound
        || box[1] > box[half + 1]
        || Math.abs(box[1]) > 90
        || Math.abs(box[half + 1]) > 90
        || Math.abs(box[0]) > 180
        || Math.abs(box[half]) > 180) {
      throw new IOException(
          "has a bbox that is not west, south, east, north in degrees; correct it");
    }
    return box;
  }

  private static ObjectNode object(String name, String json) throws IOException {
    try {
      return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException("has a " + name + " that " + e.getMessage() + "; correct it", e);
    }
  }
}

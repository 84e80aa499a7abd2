package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.PrintableText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request of a search.
 *
 * @param uri address
 * @param body what to post; empty for GET
 */
record SearchRequest(URI uri, Optional<ObjectNode> body) {
  static SearchRequest post(URI uri, ObjectNode body) {
    return new SearchRequest(uri, Optional.of(body));
  }

  static SearchRequest get(URI uri) {
    return new SearchRequest(uri, Optional.empty());
  }

  /** The first page, with the search in the address (STAC API, GET search). */
  static SearchRequest get(URI search, ObjectNode body) {
    List<String> parameters = new ArrayList<>();
    body.properties()
        .forEach(
            entry ->
                parameters.add(
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(plain(entry.getValue()), StandardCharsets.UTF_8)
                            // All servers decode %20; some do not decode +.
                            .replace("+", "%20")));
    String address = search.toString();
    String joint = search.getRawQuery() == null ? "?" : "&";
    return get(URI.create(address + joint + String.join("&", parameters)));
  }

  private static String plain(JsonNode value) {
    if (value instanceof ArrayNode array) {
      List<String> values = new ArrayList<>();
      array.forEach(element -> values.add(element.asText()));
      return String.join(",", values);
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /**
   * The body of the request for the first page.
   *
   * @throws IOException with a clause that continues "the search ", if a part of the search is not
   *     valid
   */
  static ObjectNode body(StacSearch search) throws IOException {
    ObjectNode body = Json.object();
    if (!search.collections().isEmpty()) {
      search.collections().forEach(body.putArray("collections")::add);
    }
    if (search.intersects().isPresent()) {
      body.set("intersects", object("intersects", search.intersects().get()));
    } else if (search.bbox().isPresent()) {
      ArrayNode box = body.putArray("bbox");
      for (double number : checked(search.bbox().get())) {
        box.add(number);
      }
    }
    search.datetime().ifPresent(interval -> body.put("datetime", interval));
    if (search.query().isPresent()) {
      body.set("query", object("query", search.query().get()));
    }
    if (search.filter().isPresent()) {
      body.set("filter", object("filter", search.filter().get()));
      body.put("filter-lang", "cql2-json");
    }
    body.put("limit", search.pageSize());
    return body;
  }

  /** What a search asks for: {@code of sentinel-2-l2a in 1.4, 43.5, 1.5, 43.6}. */
  static String describe(StacSearch search) {
    StringBuilder text = new StringBuilder("of ");
    text.append(
        search.collections().isEmpty()
            ? "any collection"
            : PrintableText.clean(String.join(", ", search.collections())));
    if (search.intersects().isPresent()) {
      text.append(" in the given geometry");
    } else if (search.bbox().isPresent()) {
      text.append(" in ");
      text.append(
          search.bbox().get().stream()
              .map(degrees -> String.format(Locale.ROOT, "%.4f", degrees))
              .collect(Collectors.joining(", ")));
    }
    text.append(", dates ").append(search.datetime().map(PrintableText::clean).orElse("any"));
    if (search.query().isPresent() || search.filter().isPresent()) {
      text.append(", with its query");
    }
    return text.append("; check the collection, or widen the area or the dates").toString();
  }

  private static List<Double> checked(List<Double> box) throws IOException {
    int half = box.size() / 2;
    // West may be larger than east: such a box crosses the antimeridian.
    boolean valid =
        (box.size() == 4 || box.size() == 6)
            && box.stream().allMatch(Double::isFinite)
            && box.get(1) <= box.get(half + 1)
            && Math.abs(box.get(1)) <= 90
            && Math.abs(box.get(half + 1)) <= 90
            && Math.abs(box.get(0)) <= 180
            && Math.abs(box.get(half)) <= 180;
    if (!valid) {
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

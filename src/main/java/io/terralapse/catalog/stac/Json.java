package io.terralapse.catalog.stac;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.DataException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads untrusted JSON: bounded in depth, length and number of values. A value of another type than
 * requested counts as absent. Stateless.
 */
final class Json {
  /** A MultiPolygon is 7 levels deep in a page of items; filters are deeper. */
  private static final int MAX_DEPTH = 64;

  /** A tree needs about a hundred bytes per value, so this bounds its memory. */
  private static final long MAX_TOKENS = 2_000_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNumberLength(400)
                  .maxNameLength(4096)
                  .maxStringLength(4 << 20)
                  .build())
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}

  /**
   * Parses an object.
   *
   * @throws DataException with a clause that continues "{document} ", if it is not one
   */
  static ObjectNode parse(byte[] bytes) throws IOException {
    if (isMarkup(bytes)) {
      throw new DataException(
          "is a web page rather than JSON; check the address, and whether the server is in"
              + " maintenance or requires a login");
    }
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Its message may quote the document, which is untrusted.
      throw new DataException(
          e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException
              ? "contains JSON that is nested too deeply or has too many or too long values"
              : "is not valid JSON (line "
                  + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                  + ")");
    } catch (CharConversionException e) {
      throw new DataException("is not JSON in UTF-8", e);
    }
    throw new DataException("is not a JSON object");
  }

  /** True for HTML and XML. */
  private static boolean isMarkup(byte[] bytes) {
    for (byte b : bytes) {
      if (!Character.isWhitespace(b) && b != (byte) 0xEF && b != (byte) 0xBB && b != (byte) 0xBF) {
        return b == '<';
      }
    }
    return false;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be written", e);
    }
  }

  /** A text that is not blank, stripped. */
  static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.textValue().isBlank()
        ? Optional.of(value.textValue().strip())
        : Optional.empty();
  }

  /** A text that is not blank, or a number as text. */
  static Optional<String> textOrNumber(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? Optional.of(value.asText()) : text(node, field);
  }

  /** A number, possibly infinite where the document's number is too large. */
  static OptionalDouble number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  /** The texts of an array. */
  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    if (node.path(field).isArray()) {
      node.path(field)
          .forEach(
              value -> {
                if (value.isTextual()) {
                  texts.add(value.textValue());
                }
              });
    }
    return texts;
  }

  /** The elements of an array; none if the field is not an array. */
  static List<JsonNode> elements(JsonNode node, String field) {
    List<JsonNode> elements = new ArrayList<>();
    if (node.path(field).isArray()) {
      node.path(field).forEach(elements::add);
    }
    return elements;
  }

  /** An element; a missing node if the list is shorter. */
  static JsonNode element(List<JsonNode> elements, int index) {
    return index < elements.size() ? elements.get(index) : MissingNode.getInstance();
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Sentences about values that the schema refuses: the setting, the value that was given, and what
 * to write. A rule may say so itself, in {@code x-expected} (completes "write ...") and {@code
 * x-kind} (completes "... is not ..."); otherwise both follow from its type, bounds and
 * alternatives.
 */
final class SchemaSentences {
  private static final int MAX_SHOWN = 60;
  private static final String EXPECTED = "x-expected";
  private static final String KIND = "x-kind";

  private final ConfigSchema schema;

  SchemaSentences(ConfigSchema schema) {
    this.schema = schema;
  }

  /** About a setting that has to be given. */
  String missing(String pointer) {
    return ConfigSchema.dotted(pointer) + " is missing; write " + expected(pointer) + ".";
  }

  /** About the value at a pointer. */
  String wrong(String pointer, JsonNode config) {
    String at = ruled(pointer);
    String shown = show(config.at(at));
    String kind = schema.findRule(at).map(rule -> rule.path(KIND).asText()).orElse("");
    return ConfigSchema.dotted(at)
        + ": "
        + (kind.isEmpty()
            ? "write " + expected(at) + ", not " + shown
            : shown + " is not " + kind + "; write " + expected(at))
        + ".";
  }

  /** The value itself, or the list that it is an item of, where the list says how to write it. */
  private String ruled(String pointer) {
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (schema.findRule(at).filter(rule -> rule.has(EXPECTED) || rule.has(KIND)).isPresent()) {
        return at;
      }
      if (!at.matches(".*/\\d+")) {
        break;
      }
    }
    return pointer;
  }

  private static String show(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    return text.isEmpty() ? "an empty text" : PrintableText.clean(text, MAX_SHOWN);
  }

  private String expected(String pointer) {
    return schema.findRule(pointer).map(SchemaSentences::expected).orElse("a value");
  }

  private static String expected(JsonNode rule) {
    if (rule.has(EXPECTED)) {
      return rule.get(EXPECTED).asText();
    }
    List<String> ways = new ArrayList<>();
    if (rule.has("const")) {
      ways.add(rule.get("const").asText());
    }
    rule.path("enum").forEach(value -> ways.add(value.asText()));
    rule.path("anyOf").forEach(alternative -> ways.add(expected(alternative)));
    if (ways.isEmpty()) {
      types(rule).forEach(type -> ways.add(ofType(type, rule)));
    }
    ways.removeIf(String::isEmpty);
    return or(ways);
  }

  private static List<String> types(JsonNode rule) {
    JsonNode type = rule.path("type");
    return type.isArray()
        ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(type.asText());
  }

  private static String ofType(String type, JsonNode rule) {
    return switch (type) {
      case "boolean" -> "true or false";
      case "integer" -> "a whole number" + range(rule);
      case "number" -> "a number" + range(rule);
      case "string" ->
          rule.has("maxLength")
              ? "text of at most " + rule.get("maxLength") + " characters"
              : "text";
      case "array" -> list(rule);
      case "object" -> settings(rule);
      default -> "";
    };
  }

  private static String range(JsonNode rule) {
    String most = rule.path("maximum").asText();
    if (rule.has("minimum")) {
      return rule.has("maximum")
          ? " from " + rule.get("minimum").asText() + " to " + most
          : " of at least " + rule.get("minimum").asText();
    }
    String above = rule.has("exclusiveMinimum") ? " above " + rule.get("exclusiveMinimum") : "";
    return above
        + (rule.has("maximum") ? (above.isEmpty() ? " of" : " and") + " at most " + most : "");
  }

  private static String list(JsonNode rule) {
    JsonNode count = rule.path("minItems");
    String items = types(rule.path("items")).contains("number") ? "numbers" : "values";
    return count.isNumber() && count.equals(rule.path("maxItems"))
        ? "a list of " + count + " " + items
        : "a list";
  }

  private static String settings(JsonNode rule) {
    List<String> names = new ArrayList<>();
    rule.path("properties").fieldNames().forEachRemaining(names::add);
    return names.isEmpty() ? "settings" : "settings (" + String.join(", ", names) + ")";
  }

  private static String or(List<String> ways) {
    int last = ways.size() - 1;
    return last < 1
        ? String.join("", ways)
        : String.join(", ", ways.subList(0, last)) + " or " + ways.get(last);
  }
}

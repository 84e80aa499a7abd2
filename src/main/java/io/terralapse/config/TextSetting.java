package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings whose value is text, or text and a few fixed words such as {@code false}. A variable or
 * flag gives it as it is, so that {@code --set title="A: b"} needs no quotes for YAML.
 */
final class TextSetting {
  private static final String STRING = "string";
  private static final String NULL = "null";

  private TextSetting() {}

  /** Whether a rule of the schema allows text, and beside it nothing that YAML has to tell. */
  static boolean isText(JsonNode rule) {
    boolean text = false;
    for (JsonNode alternative : alternatives(rule)) {
      if (alternative.has("const")) {
        continue;
      }
      List<String> types = types(alternative);
      if (!types.contains(STRING) || !List.of(STRING, NULL).containsAll(types)) {
        return false;
      }
      text = true;
    }
    return text;
  }

  /**
   * The value of such a setting.
   *
   * @param given as it was given; the fixed words keep their meaning, and {@code null} takes away a
   *     path, pattern or date
   */
  static JsonNode value(JsonNode rule, String given) {
    boolean shown = false;
    boolean optional = false;
    for (JsonNode alternative : alternatives(rule)) {
      if (alternative.has("const") && alternative.get("const").asText().equals(given)) {
        return alternative.get("const");
      }
      // What has a maximum length is shown on the frames, where null is text like any other.
      shown |= alternative.has("maxLength");
      optional |= types(alternative).contains(NULL);
    }
    return optional && !shown && given.equals(NULL)
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode(given);
  }

  private static List<JsonNode> alternatives(JsonNode rule) {
    List<JsonNode> alternatives = new ArrayList<>();
    if (rule.has("anyOf")) {
      rule.get("anyOf").forEach(alternatives::add);
    } else {
      alternatives.add(rule);
    }
    return alternatives;
  }

  private static List<String> types(JsonNode rule) {
    List<String> types = new ArrayList<>();
    JsonNode type = rule.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else if (type.isTextual()) {
      types.add(type.asText());
    }
    return types;
  }
}

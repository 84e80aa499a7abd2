package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Settings that the configuration has and this version cannot do yet. They are accepted with the
 * value that turns them off; any other value is an error, because a video without what was
 * requested would mislead.
 */
final class Unavailable {
  /** In the schema: the setting, or all its values but the default, are not available. */
  static final String MARK = "x-unavailable";

  private Unavailable() {}

  /**
   * Refuses what is not available.
   *
   * @param refuse receives the JSON pointer of each such setting, and a sentence
   */
  static void check(JsonNode config, ConfigSchema schema, BiConsumer<String, String> refuse) {
    check(config, schema.tree(), "", refuse);
  }

  private static void check(
      JsonNode value, JsonNode rule, String pointer, BiConsumer<String, String> refuse) {
    if (rule.path(MARK).asBoolean() && !isOff(value, rule)) {
      String setting = ConfigSchema.dotted(pointer);
      refuse.accept(
          pointer,
          value.isTextual() || rule.path("default").asBoolean()
              ? setting
                  + ": "
                  + value.asText()
                  + " is not available in this version; write "
                  + rule.path("default").asText()
                  + "."
              : setting + " is not available in this version; leave it out.");
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode inner = ConfigSchema.properties(rule).path(field.getKey());
      check(field.getValue(), inner, pointer + "/" + YamlTree.escape(field.getKey()), refuse);
    }
  }

  private static boolean isOff(JsonNode value, JsonNode rule) {
    JsonNode off = rule.path("default");
    return value.isNull()
        || value.equals(off)
        || (off.isArray() && value.isArray() && value.isEmpty())
        || (off.isArray() && value.isBoolean() && !value.asBoolean());
  }
}

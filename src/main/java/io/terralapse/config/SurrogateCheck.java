package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Finds text that is not Unicode: an escape sequence of YAML can write half of a surrogate pair,
 * which neither a font nor UTF-8 has.
 */
final class SurrogateCheck {
  private SurrogateCheck() {}

  /**
   * Checks all texts of a configuration.
   *
   * @param refuse receives the JSON pointer of each such text, and a sentence
   */
  static void check(JsonNode config, BiConsumer<String, String> refuse) {
    check(config, "", refuse);
  }

  private static void check(JsonNode value, String pointer, BiConsumer<String, String> refuse) {
    if (value.isTextual()) {
      OptionalInt half = value.asText().codePoints().filter(SurrogateCheck::isHalf).findFirst();
      half.ifPresent(
          code ->
              refuse.accept(
                  pointer,
                  ConfigSchema.dotted(pointer)
                      + ": \\u%04X is half of a character; write the character itself."
                          .formatted(code)));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(value.get(i), pointer + "/" + i, refuse);
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      check(field.getValue(), pointer + "/" + YamlTree.escape(field.getKey()), refuse);
    }
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}

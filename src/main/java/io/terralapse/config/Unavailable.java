package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.UserError;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Settings that the configuration knows and this version does not do yet. They are accepted with
 * the value that means "no"; asked for, they are an error: a film without what was asked for would
 * be dishonest.
 */
final class Unavailable {
  private static final List<String> OUTPUTS =
      List.of(
          "webm",
          "av1",
          "gif",
          "webp",
          "page",
          "email",
          "embed",
          "captions",
          "contact_sheet",
          "frames");

  /** Settings whose only possible value is absent, null, false or empty. */
  private static final List<String> ABSENT =
      List.of("/furniture/timeline", "/furniture/overlays", "/pace/by_date", "/renditions");

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "/look/deflicker", List.of("off"),
          "/pace/transition", List.of("cut"));

  private Unavailable() {}

  static void check(JsonNode config, Function<String, String> place) {
    for (String output : OUTPUTS) {
      refuse(config, "/outputs/" + output, place);
    }
    for (String pointer : ABSENT) {
      refuse(config, pointer, place);
    }
    WORDS.forEach(
        (pointer, available) -> {
          JsonNode value = config.at(pointer);
          if (value.isTextual() && !available.contains(value.asText())) {
            throw UserError.usage(
                place.apply(pointer)
                    + ConfigSchema.dotted(pointer)
                    + ": "
                    + value.asText()
                    + " is not available in this version; say "
                    + String.join(" or ", available)
                    + ".");
          }
        });
  }

  private static void refuse(JsonNode config, String pointer, Function<String, String> place) {
    JsonNode value = config.at(pointer);
    boolean absent =
        value.isMissingNode()
            || value.isNull()
            || (value.isBoolean() && !value.asBoolean())
            || (value.isArray() && value.isEmpty());
    if (!absent) {
      throw UserError.usage(
          place.apply(pointer)
              + ConfigSchema.dotted(pointer)
              + " is not available in this version; leave it out.");
    }
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.FurnitureSettings.LegendUse;
import io.terralapse.model.UserError;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what is drawn over the picture. */
final class FurnitureReader {
  private FurnitureReader() {}

  static FurnitureSettings read(JsonNode config, Function<String, String> place) {
    FurnitureSettings defaults = FurnitureSettings.DEFAULTS;
    JsonNode furniture = config.path("furniture");
    JsonNode credit = furniture.path("credit");
    Locale locale = locale(furniture.path("locale"), place);
    return new FurnitureSettings(
        text(config.path("title")),
        text(config.path("subtitle")),
        furniture.path("date").isBoolean()
            ? Optional.empty()
            : Optional.of(pattern(furniture.path("date"), place)),
        locale,
        zone(furniture.path("zone"), place),
        furniture.path("title").asBoolean(defaults.showTitle()),
        furniture.path("scale_bar").asBoolean(defaults.scaleBar()),
        furniture.path("north_arrow").asBoolean(defaults.northArrow()),
        text(credit).filter(c -> !c.equals("auto")),
        !credit.isBoolean(),
        legend(furniture.path("legend")));
  }

  private static LegendUse legend(JsonNode node) {
    if (!node.isBoolean()) {
      return LegendUse.AUTO;
    }
    return node.asBoolean() ? LegendUse.ALWAYS : LegendUse.NEVER;
  }

  private static String pattern(JsonNode node, Function<String, String> place) {
    String pattern = text(node).or(FurnitureSettings.DEFAULTS::datePattern).orElseThrow();
    try {
      new DateTimeFormatterBuilder().appendPattern(pattern);
      return pattern;
    } catch (IllegalArgumentException wrong) {
      throw UserError.usage(
          place.apply("/furniture/date")
              + "furniture.date: "
              + pattern
              + " is not a DateTimeFormatter pattern ("
              + wrong.getMessage()
              + "); try d MMMM uuuu.");
    }
  }

  private static Locale locale(JsonNode node, Function<String, String> place) {
    if (!node.isTextual()) {
      return FurnitureSettings.DEFAULTS.locale();
    }
    try {
      return new Locale.Builder().setLanguageTag(node.asText()).build();
    } catch (IllformedLocaleException wrong) {
      throw UserError.usage(
          place.apply("/furniture/locale")
              + "furniture.locale: "
              + node.asText()
              + " is not a language tag; try en, fr or pt-BR.");
    }
  }

  private static ZoneId zone(JsonNode node, Function<String, String> place) {
    try {
      return node.isTextual() ? ZoneId.of(node.asText()) : FurnitureSettings.DEFAULTS.zone();
    } catch (DateTimeException wrong) {
      throw UserError.usage(
          place.apply("/furniture/zone")
              + "furniture.zone: "
              + node.asText()
              + " is not a time zone; try UTC or Asia/Tokyo.");
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }
}

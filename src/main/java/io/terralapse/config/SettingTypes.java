package io.terralapse.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.terralapse.catalog.files.NamePattern;
import io.terralapse.encode.budget.Loop;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.GridSettings;
import io.terralapse.grid.Shape;
import io.terralapse.select.MonthSet;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.ToneSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How the types of settings are read: areas, sizes, durations, dates, paths. */
final class SettingTypes {
  private static final String AUTO = "auto";

  private SettingTypes() {}

  /** What makes one value of its JSON form. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads a value.
     *
     * @return null means absent
     */
    @Nullable T read(JsonNode node) throws BadValueException;
  }

  /**
   * All types.
   *
   * @param base where relative paths start
   */
  static SimpleModule module(Path base) {
    SimpleModule module = new SimpleModule("settings");
    module.addDeserializer(Optional.class, new OptionalDeserializer());
    add(module, OptionalDouble.class, SettingTypes::number, OptionalDouble.empty());
    add(module, OptionalInt.class, SettingTypes::wholeNumber, OptionalInt.empty());
    add(
        module,
        OptionalLong.class,
        node -> OptionalLong.of(SettingTypes.bytes(node)),
        OptionalLong.empty());
    add(module, Long.TYPE, SettingTypes::bytes, null);
    add(module, Long.class, SettingTypes::bytes, null);
    add(module, Duration.class, node -> Amounts.duration(node.asText()), null);
    add(module, LocalDate.class, SettingTypes::date, null);
    add(module, Path.class, node -> path(base, node.asText()), null);
    add(module, URI.class, SettingTypes::address, null);
    add(module, NamePattern.class, SettingTypes::pattern, null);
    add(module, Locale.class, SettingTypes::locale, null);
    add(module, ZoneId.class, SettingTypes::zone, null);
    add(module, MonthSet.class, SettingTypes::months, MonthSet.ALL);
    add(module, ColourMap.class, SettingTypes::colourMap, null);
    add(module, ToneSettings.Range.class, SettingTypes::range, null);
    add(module, GridSettings.Size.class, SettingTypes::size, null);
    add(module, Shape.class, node -> Shape.find(node.asText()).orElse(null), null);
    add(module, Loop.class, SettingTypes::loop, null);
    add(module, AreaOfInterest.class, node -> AreaForm.read(node, base), null);
    return module;
  }

  private static <T> void add(
      SimpleModule module, Class<T> type, Reader<T> reader, @Nullable T absent) {
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            return reader.read(parser.readValueAsTree());
          }

          @Override
          public @Nullable T getNullValue(DeserializationContext context) {
            return absent;
          }

          @Override
          public @Nullable Object getAbsentValue(DeserializationContext context) {
            return absent;
          }
        });
  }

  /** The keyword "none" means that there is no such number, which differs from not giving one. */
  private static OptionalDouble number(JsonNode node) {
    if (node.isNumber()) {
      return OptionalDouble.of(node.asDouble());
    }
    return node.asText().equals("none") ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
  }

  private static OptionalInt wholeNumber(JsonNode node) {
    return node.isNumber() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
  }

  private static Loop loop(JsonNode node) {
    if (node.isNumber()) {
      return new Loop(node.asInt());
    }
    return switch (node.asText()) {
      case "forever" -> new Loop(Loop.FOREVER);
      case "once" -> new Loop(1);
      default -> new Loop(Loop.AUTO);
    };
  }

  private static Long bytes(JsonNode node) {
    return node.isTextual() ? Amounts.bytes(node.asText()) : node.asLong();
  }

  private static LocalDate date(JsonNode node) throws BadValueException {
    try {
      return LocalDate.parse(node.asText());
    } catch (DateTimeParseException wrong) {
      throw BadValueException.of(node.asText(), "a date", "2020-02-01");
    }
  }

  static Path path(Path base, String file) throws BadValueException {
    try {
      return base.resolve(file).normalize();
    } catch (InvalidPathException wrong) {
      throw new BadValueException(
          "is not a path (" + wrong.getReason() + "); write the name of a file or folder");
    }
  }

  private static URI address(JsonNode node) throws BadValueException {
    try {
      return new URI(node.asText());
    } catch (URISyntaxException wrong) {
      throw BadValueException.of(node.asText(), "an address", "https://...");
    }
  }

  private static NamePattern pattern(JsonNode node) throws BadValueException {
    try {
      return NamePattern.of(node.asText());
    } catch (IllegalArgumentException wrong) {
      throw new BadValueException(
          node.asText()
              + " "
              + wrong.getMessage()
              + "; write one such as (?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)");
    }
  }

  private static Locale locale(JsonNode node) throws BadValueException {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(node.asText()).build();
      if (isKnown(locale)) {
        return locale;
      }
    } catch (IllformedLocaleException wrong) {
      // As below.
    }
    throw BadValueException.of(
        node.asText(), "a language tag whose months have names", "en, fr or pt-BR");
  }

  /**
   * Whether Java knows the language: it has the root's names of months for one that it does not. A
   * search of all locales would take a fifth of a second.
   */
  private static boolean isKnown(Locale locale) {
    return Arrays.stream(Month.values())
        .anyMatch(
            month ->
                !month
                    .getDisplayName(TextStyle.FULL, locale)
                    .equals(month.getDisplayName(TextStyle.FULL, Locale.ROOT)));
  }

  private static ZoneId zone(JsonNode node) throws BadValueException {
    try {
      return ZoneId.of(node.asText());
    } catch (DateTimeException wrong) {
      throw BadValueException.of(node.asText(), "a time zone", "UTC or Asia/Tokyo");
    }
  }

  private static MonthSet months(JsonNode node) throws BadValueException {
    List<String> entries = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(entry -> entries.add(entry.asText()));
    } else {
      entries.add(node.asText());
    }
    try {
      return MonthSet.parse(entries);
    } catch (IllegalArgumentException wrong) {
      throw BadValueException.of(
          String.valueOf(wrong.getMessage()), "a month", "5, May, 5-9 or 11-2");
    }
  }

  private static @Nullable ColourMap colourMap(JsonNode node) throws BadValueException {
    if (node.asText().equals(AUTO)) {
      return null;
    }
    Optional<ColourMap> map = ColourMap.find(node.asText());
    if (map.isEmpty()) {
      throw BadValueException.of(
          node.asText(),
          "a colour map",
          "auto or one of "
              + String.join(", ", ColourMap.names())
              + " (with _r at the end for the reverse)");
    }
    return map.get();
  }

  private static ToneSettings.@Nullable Range range(JsonNode node) throws BadValueException {
    if (!node.isArray()) {
      return null;
    }
    double low = node.get(0).asDouble();
    double high = node.get(1).asDouble();
    if (!(low < high)) {
      throw BadValueException.of(
          node.toString(), "a range", "[black, white] with black below white");
    }
    return new ToneSettings.Range(low, high);
  }

  private static GridSettings.Size size(JsonNode node) {
    if (node.isNumber()) {
      // The width of a shape.
      return new GridSettings.Size(node.asInt(), 0);
    }
    if (node.isArray()) {
      return new GridSettings.Size(node.get(0).asInt(), node.get(1).asInt());
    }
    String[] sides = node.asText().split("x", -1);
    return new GridSettings.Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.grid.GridSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes a configuration with {@code compare} apart: the job of the first panel, whose frames leave
 * space for the second, and the job of the second, which is the same but for what {@code compare}
 * says.
 */
final class ComparisonTree {
  private static final String SECTION = "compare";

  /** What moves or mixes whole frames, which would carry a caption across the panels. */
  private static final Set<String> MOVING = Set.of("crossfade", "wipe", "zoom");

  private static final GridSettings.Size DEFAULT_FRAME = new GridSettings.Size(1920, 1080);

  private final ObjectNode config;
  private final JsonNode compare;

  /** Size of the whole frame, pixels. */
  private final GridSettings.Size frame;

  private ComparisonTree(ObjectNode config) {
    this.config = config;
    this.compare = config.path(SECTION);
    JsonNode size = config.at("/grid/size");
    this.frame = SettingsTree.isAbsent(size) ? DEFAULT_FRAME : SettingTypes.size(size);
  }

  /** The comparison of a validated configuration; empty if it has none. */
  static Optional<ComparisonTree> find(ObjectNode config) {
    return config.path(SECTION).isObject()
        ? Optional.of(new ComparisonTree(config))
        : Optional.empty();
  }

  /** Whether the second panel shows the scenes and the area of the first. */
  boolean sameScenes() {
    return !compare.hasNonNull("scenes") && !compare.hasNonNull("aoi");
  }

  /** Whether the second panel is below the first. */
  boolean below() {
    String layout = compare.path("layout").asText("auto");
    return layout.equals("stacked") || (layout.equals("auto") && frame.height() > frame.width());
  }

  /**
   * Refuses what a frame of two panels cannot have.
   *
   * @param refuse receives the JSON pointer of each such setting, and a sentence
   */
  void check(BiConsumer<String, String> refuse) {
    if (!config.path("for").isEmpty() || config.path("for").isTextual()) {
      refuse.accept(
          "/for",
          "for: places take other shapes than a comparison has; leave it out with compare.");
    } else if (!config.path("renditions").isEmpty()) {
      refuse.accept(
          "/renditions",
          "renditions: a comparison has one shape in this version; write it as grid.size, and leave"
              + " renditions out.");
    }
    if (config.at("/outputs/pair").asBoolean()) {
      refuse.accept(
          "/outputs/pair",
          "outputs.pair: shows first and last frame of one sequence, and these frames have two"
              + " panels; leave it out with compare.");
    }
    if (config.at("/outputs/contact_sheet/dropped").asBoolean()) {
      refuse.accept(
          "/outputs/contact_sheet/dropped",
          "outputs.contact_sheet.dropped: a date that is not used has no second panel; leave it out"
              + " with compare.");
    }
    for (String setting : List.of("/pace/transition", "/pace/ending", "/motion")) {
      JsonNode given = config.at(setting);
      if (given.isObject() || MOVING.contains(given.asText())) {
        refuse.accept(
            setting,
            ConfigSchema.dotted(setting) + " is not available with compare; leave it out.");
      }
    }
    if (List.of("last", "poster").contains(config.at("/pace/lead").asText())) {
      refuse.accept("/pace/lead", "pace.lead is not available with compare; leave it out.");
    }
    if (config.at("/pace/title_card").asDouble() > 0) {
      refuse.accept(
          "/pace/title_card", "pace.title_card is not available with compare; leave it out.");
    }
    for (String output : SettingsTree.FOR_READERS) {
      if (!sameScenes() && SettingsTree.isOn(config.at("/outputs/" + output))) {
        refuse.accept(
            "/outputs/" + output,
            "outputs."
                + output
                + ": tells the dates of one sequence, and compare.scenes and compare.aoi add those"
                + " of another; set it to false.");
      }
    }
  }

  /** The configuration of the first panel. */
  ObjectNode first() {
    ObjectNode first = config.deepCopy();
    first.remove(SECTION);
    ObjectNode grid = first.withObject("/grid");
    if (!grid.hasNonNull("tr")) {
      ArrayNode size = grid.putArray("size");
      size.add(below() ? frame.width() : half(frame.width()))
          .add(below() ? half(frame.height()) : frame.height());
    }
    return first;
  }

  /** Where {@code compare} has what is wrong in the settings of the second panel. */
  static String pointer(String pointer) {
    return pointer.startsWith("/look/") || pointer.startsWith("/aoi")
        ? "/" + SECTION + pointer.replaceFirst("^/look", "")
        : pointer;
  }

  /** A sentence about the second panel. */
  static String sentence(String sentence) {
    return sentence.replaceFirst("^look\\.", SECTION + ".").replaceFirst("^aoi", SECTION + ".aoi");
  }

  /** Half of a side less the divider, rounded down to an even number. */
  private static int half(int side) {
    return (side - Comparison.DIVIDER) / 4 * 2;
  }

  /** The configuration of the second panel. */
  ObjectNode second() {
    ObjectNode second = first();
    for (String key : List.of("title", "subtitle", "focus")) {
      second.remove(key);
    }
    second.putArray("onset");
    if (compare.hasNonNull("title")) {
      second.set("title", compare.get("title"));
    }
    for (String key : List.of("scenes", "aoi")) {
      if (compare.hasNonNull(key)) {
        second.set(key, compare.get(key));
      }
    }
    ObjectNode look = second.withObject("/look");
    for (String key : List.of("bands", "colormap", "stretch")) {
      if (compare.hasNonNull(key)) {
        look.set(key, compare.get(key));
      }
    }
    ObjectNode furniture = second.withObject("/furniture");
    furniture.put("timeline", false);
    if (sameScenes()) {
      // Said once: place, scale, date and credit of both panels are the same.
      furniture.put("scale_bar", false);
      furniture.put("north_arrow", false);
      furniture.put("coordinates", false);
      furniture.put("locator", "none");
      String fill = look.path("fill").asText("auto");
      if (fill.equals("auto") || fill.equals("none")) {
        furniture.put("date", false);
        furniture.put("credit", false);
      }
    }
    return second;
  }
}

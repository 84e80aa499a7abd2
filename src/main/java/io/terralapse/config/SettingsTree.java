package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.furniture.LongDates;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sections of a configuration, regrouped for the records that they become: {@code look} feeds
 * two records. Settings keep their names, so a new one needs nothing here. Only settings whose
 * value has several meanings are taken apart: {@code date: false}, {@code reference: median}.
 */
final class SettingsTree {
  /** References that name a file and not a date or an id. */
  private static final Pattern IMAGE_FILE =
      Pattern.compile("(?i).*\\.(?:tiff?|jp2|png|jpe?g)", Pattern.DOTALL);

  private static final String AUTO = "auto";

  /** Outputs that are switched on and off, and the record of the settings of each. */
  private static final Map<String, String> SETTINGS_OF = Map.of("mp4", "video", "poster", "stills");

  /** Outputs that show the video, or its dates, to readers. */
  static final List<String> FOR_READERS = List.of("page", "email", "embed", "captions");

  /** Outputs that are made of the finished pictures, beside the video. */
  static final List<String> FORMATS =
      List.of("hevc", "av1", "webm", "ffv1", "mezzanine", "avif", "gif", "webp", "frames");

  private final JsonNode config;
  private final ConfigSchema schema;
  private final ObjectNode tree;
  private final Map<String, String> origins = new HashMap<>();

  private SettingsTree(ObjectNode config, ConfigSchema schema) {
    this.config = config;
    this.schema = schema;
    this.tree = config.objectNode();
  }

  /**
   * Regroups a configuration.
   *
   * @param config validated, with its defaults
   */
  static SettingsTree of(ObjectNode config, ConfigSchema schema) {
    SettingsTree result = new SettingsTree(config, schema);
    result.takeJob();
    result.takeScenes();
    result.take("dates", "catalog");
    result.put("catalog", "base", config.textNode("."));
    result.put("catalog/own", "name", config.path("name"), "/name");
    result.put("catalog/own", "output_dir", config.path("output_dir"), "/output_dir");
    result.put("catalog/own", "cache_dir", config.at("/cache/dir"), "/cache/dir");
    result.put("catalog", "sources", config.path("sources"), "/sources");
    result.take("select", "select");
    result.take("grid", "grid");
    result.take("geo", "geo");
    result.put("grid", "aoi", config.path("aoi"), "/aoi");
    result.take("coregister", "coregister");
    result.splitReference();
    result.take("look", "tone");
    result.take("look", "bands");
    result.put("tone", "background", result.colour(config.at("/look/background").asText("black")));
    result.take("furniture", "furniture");
    result.splitFurniture();
    result.take("pace", "pace");
    result.splitPace();
    if (config.path("focus").isObject()) {
      result.tree.set("focus", config.path("focus"));
    }
    result.takeOutputs(result.tree, "", "/outputs", config.objectNode());
    result.takeRenditions();
    result.take("outputs/contact_sheet", "sheet");
    result.put("sheet", "enabled", result.bool(config.at("/outputs/contact_sheet")));
    result.take("outputs", "pages");
    result.splitEmail();
    result.take("access", "http");
    result.take("watch", "watch");
    return result;
  }

  /** What the records bind from. */
  ObjectNode root() {
    return tree;
  }

  /** The configuration's pointer to the value that is at {@code pointer} of this tree. */
  String originOf(String pointer) {
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      String origin = origins.get(at);
      if (origin != null) {
        return origin + pointer.substring(at.length());
      }
    }
    return pointer;
  }

  /** A section that is only switched on or off has its defaults. */
  private void take(String section, String record) {
    JsonNode given = config.at("/" + section);
    JsonNode settings = given.isObject() ? given : schema.defaultsOf("/" + section);
    settings
        .properties()
        .forEach(
            field ->
                put(
                    record,
                    field.getKey(),
                    field.getValue(),
                    "/" + section + "/" + YamlTree.escape(field.getKey())));
  }

  private void put(String record, String key, JsonNode value, String origin) {
    if (!value.isMissingNode()) {
      origins.put("/" + record + "/" + key, origin);
      put(record, key, value);
    }
  }

  private void put(String record, String key, JsonNode value) {
    tree.withObject("/" + record).set(key, value);
  }

  private void put(String record, String key, boolean value) {
    put(record, key, tree.booleanNode(value));
  }

  private Optional<String> text(String pointer) {
    JsonNode value = config.at(pointer);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** Settings of the job itself. */
  private void takeJob() {
    config
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                tree.set(field.getKey(), field.getValue());
              }
            });
    JsonNode outputs = config.path("outputs");
    outputs.properties().forEach(switched -> tree.set(switched.getKey(), switched.getValue()));
    tree.set("for", config.path("for"));
    tree.set("fill", config.at("/look/fill"));
    tree.set("overlays", config.at("/furniture/overlays"));
    tree.set("onset", config.path("onset"));
    for (String key : Set.of("dir", "max_bytes")) {
      tree.set("cache_" + key, config.at("/cache/" + key));
      origins.put("/cache_" + key, "/cache/" + key);
    }
    if (!config.path("jobs").isNumber()) {
      tree.put("jobs", Runtime.getRuntime().availableProcessors());
    }
  }

  /** Inputs that are paths or addresses, and those that are searches. */
  private void takeScenes() {
    var paths = tree.arrayNode();
    var searches = tree.arrayNode();
    int index = 0;
    for (JsonNode scene : config.path("scenes")) {
      if (scene.isObject()) {
        origins.put("/catalog/searches/" + searches.size(), "/scenes/" + index);
      }
      (scene.isObject() ? searches : paths).add(scene);
      index++;
    }
    put("catalog", "scenes", paths);
    put("catalog", "searches", searches);
  }

  private void splitReference() {
    String model = text("/coregister/model").orElse(AUTO);
    put("coregister", "enabled", !model.equals("off"));
    if (model.equals("off")) {
      put("coregister", "model", tree.textNode("translation"));
    }
    String reference = text("/coregister/reference").orElse(AUTO);
    boolean image = IMAGE_FILE.matcher(reference).matches();
    boolean median = reference.equals("median");
    put("coregister", "to_median", median);
    if (image) {
      put(
          "coregister",
          "reference_image",
          config.at("/coregister/reference"),
          "/coregister/reference");
    }
    if (image || median || reference.equals(AUTO)) {
      tree.withObject("/coregister").remove("reference");
    }
    boolean findChanging = text("/coregister/exclude").filter(AUTO::equals).isPresent();
    put("coregister", "exclude_changing", findChanging);
    if (findChanging) {
      tree.withObject("/coregister").remove("exclude");
    }
    put(
        "coregister",
        "drop_refused",
        text("/coregister/on_refusal").filter("drop"::equals).isPresent());
  }

  /**
   * Which outputs the job or a rendition has, and how they are made.
   *
   * @param record gets them
   * @param at pointer to the record
   * @param section pointer to the outputs in the configuration
   * @param otherwise a record that has what is not said; empty for the defaults of the schema
   */
  private void takeOutputs(ObjectNode record, String at, String section, ObjectNode otherwise) {
    SETTINGS_OF.forEach(
        (output, settings) -> {
          JsonNode given = config.at(section + "/" + output);
          record.set(output, isAbsent(given) ? otherwise.path(output) : bool(given));
          record.set(
              settings,
              outputSettings(at + "/" + settings, section, output, otherwise.path(settings)));
        });
    ObjectNode formats = record.putObject("formats");
    JsonNode usual = otherwise.path("formats");
    for (String format : FORMATS) {
      JsonNode given = config.at(section + "/" + format);
      if (isAbsent(given) ? usual.has(format) : isOn(given)) {
        formats.set(
            format,
            outputSettings(at + "/formats/" + format, section, format, usual.path(format))
                .put("setting", ConfigSchema.dotted(section + "/" + format)));
      }
    }
    JsonNode video = record.path("video");
    if (record.path("mp4").asBoolean() && !video.path("encoder").asText(AUTO).equals(AUTO)) {
      formats
          .putObject("hardware")
          .put("setting", ConfigSchema.dotted(section + "/mp4/encoder"))
          .<ObjectNode>set("encoder", video.path("encoder"))
          .<ObjectNode>set("crf", video.path("crf"))
          .set("max_bytes", video.path("max_bytes"));
    }
  }

  /** The settings of one output: those that are given, and others for the rest. */
  private ObjectNode outputSettings(String at, String section, String output, JsonNode otherwise) {
    ObjectNode settings =
        otherwise instanceof ObjectNode others
            ? others.deepCopy()
            : schema.defaultsOf("/outputs/" + output);
    config
        .at(section + "/" + output)
        .properties()
        .forEach(field -> settings.set(field.getKey(), field.getValue()));
    origins.put(at, section + "/" + output);
    return settings;
  }

  /** Whether a setting is not given, so that its default holds. */
  static boolean isAbsent(JsonNode given) {
    return given.isMissingNode() || given.isNull();
  }

  /** What a rendition does not say of its outputs is as for the job itself. */
  private void takeRenditions() {
    var all = tree.arrayNode();
    int index = 0;
    for (JsonNode given : config.path("renditions")) {
      String at = "/renditions/" + index;
      ObjectNode rendition = all.addObject();
      for (String key : List.of("name", "shape", "size", "within", "crop", PlaceExpansion.PLACE)) {
        if (!given.path(key).isMissingNode()) {
          rendition.set(key, given.path(key));
        }
      }
      if (!rendition.has("crop")) {
        rendition.put("crop", "none");
      }
      for (String key : List.of("pair", "captions")) {
        JsonNode asked = given.path("outputs").path(key);
        rendition.put(
            key,
            asked.isMissingNode()
                ? key.equals("pair") && tree.path(key).asBoolean()
                : asked.asBoolean());
      }
      rendition.set("pace", PaceTree.of(given.path("pace"), tree.withObject("/pace")));
      takeOutputs(rendition, at, at + "/outputs", tree);
      index++;
    }
    tree.set("renditions", all);
  }

  private void splitEmail() {
    JsonNode email = config.at("/outputs/email");
    put("pages", "email", bool(email), "/outputs/email");
    put(
        "pages",
        "email_picture",
        tree.textNode(email.path("picture").asText(AUTO)),
        "/outputs/email/picture");
  }

  /** Whether an output is switched on, which its own settings do too. */
  static boolean isOn(JsonNode output) {
    return output.isObject() || output.asBoolean();
  }

  private JsonNode bool(JsonNode output) {
    return tree.booleanNode(isOn(output));
  }

  private void splitPace() {
    tree.withObject("/pace").set("fps", PaceTree.fps(config.at("/pace/fps")));
    put("pace/extras", "title_card", config.at("/pace/title_card"), "/pace/title_card");
    putSeconds("/pace/transition", "crossfade", 0.4);
    putSeconds("/pace/ending", "wipe", 4);
    putSeconds("/motion", "zoom", 5);
  }

  private void putSeconds(String setting, String word, double usual) {
    double seconds = PaceTree.seconds(config.at(setting), word, usual);
    put("pace/extras", word, tree.numberNode(seconds), setting);
  }

  private JsonNode colour(String text) {
    return tree.numberNode(
        switch (text) {
          case "black" -> 0;
          case "white" -> 0xFFFFFF;
          default -> Integer.parseInt(text.substring(1), 16);
        });
  }

  private void splitFurniture() {
    JsonNode furniture = config.path("furniture");
    ObjectNode record = tree.withObject("/furniture");
    put("furniture", "show_title", furniture.path("title").asBoolean());
    put("furniture", "show_credit", !furniture.path("credit").isBoolean());
    record.remove("title");
    for (String line : Set.of("title", "subtitle")) {
      shown(config.path(line)).ifPresent(text -> record.put(line, text));
    }
    record.remove("credit");
    shown(furniture.path("credit"))
        .filter(text -> !text.equals(AUTO))
        .ifPresent(text -> record.put("credit", text));
    if (furniture.path("date").isBoolean()) {
      record.remove("date");
    }
    if (furniture.path("date").asText().equals(AUTO)) {
      record.put(
          "date", LongDates.pattern(Locale.forLanguageTag(furniture.path("locale").asText())));
    }
    JsonNode legend = furniture.path("legend");
    if (legend.isBoolean()) {
      record.put("legend", legend.asBoolean() ? "always" : "never");
    }
    for (String key : List.of("font", "theme", "logo")) {
      put("furniture/style", key, furniture.path(key), "/furniture/" + key);
    }
    for (String key : List.of("timeline", "units", "coordinates", "locator")) {
      put("furniture/marks", key, furniture.path(key), "/furniture/" + key);
    }
    JsonNode graticule = furniture.path("graticule");
    if (graticule.isBoolean()) {
      put(
          "furniture/marks",
          "graticule",
          tree.textNode(graticule.asBoolean() ? "degrees" : "none"));
    } else {
      put("furniture/marks", "graticule", graticule, "/furniture/graticule");
    }
    for (String key : List.of("legend_title", "legend_unit")) {
      shown(furniture.path(key))
          .ifPresent(text -> tree.withObject("/furniture/marks").put(key, text));
    }
    for (String key : List.of("text", "shade")) {
      JsonNode given = furniture.path("colors").path(key);
      if (given.isTextual()) {
        put("furniture/style", key + "_colour", colour(given.asText()), "/furniture/colors/" + key);
      }
    }
  }

  /** Text that shows something on a frame. */
  private static Optional<String> shown(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }
}

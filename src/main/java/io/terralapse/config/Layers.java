package io.terralapse.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file, with the environment laid over it and the flags over that. Remembers which layer gave
 * each value, so that an error names the position to fix.
 */
final class Layers {
  private static final String PREFIX = "TERRALAPSE_";

  private final YamlTree file;
  private final ConfigOrigin fileOrigin;
  private final ConfigSchema schema;
  private final ConfigProblems problems;
  private final ObjectNode merged;
  private final Map<String, ConfigOrigin> origins = new HashMap<>();

  private Layers(
      YamlTree file, ConfigOrigin fileOrigin, ConfigSchema schema, ConfigProblems problems) {
    this.file = file;
    this.fileOrigin = fileOrigin;
    this.schema = schema;
    this.problems = problems;
    if (!file.root().isObject()) {
      throw UserError.usage(
          fileOrigin.sentence(
              "is not a list of settings; begin it with a line such as scenes: [scenes]."));
    }
    this.merged = file.root().deepCopy();
    dropNulls(merged);
  }

  /** A key without a value says nothing, as a section does whose every line is commented out. */
  private static void dropNulls(ObjectNode section) {
    section.properties().removeIf(entry -> entry.getValue().isNull());
    section.forEach(
        value -> {
          if (value instanceof ObjectNode inner) {
            dropNulls(inner);
          }
        });
  }

  /**
   * Lays the layers over each other.
   *
   * @param problems receives what is wrong with variables and flags
   * @throws UserError (usage) if the file is not a mapping
   */
  static Layers of(
      YamlTree file,
      ConfigOrigin fileOrigin,
      Map<String, String> environment,
      Map<String, String> sets,
      ConfigSchema schema,
      ConfigProblems problems) {
    Layers layers = new Layers(file, fileOrigin, schema, problems);
    Map<String, String> variables = variables(schema);
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              String key = variables.get(variable);
              if (key != null) {
                layers.put(key, value, ConfigOrigin.ofLayer(variable));
              }
            });
    sets.forEach((key, value) -> layers.put(key, value, ConfigOrigin.ofLayer("--set " + key)));
    return layers;
  }

  /** TERRALAPSE_GRID_TR for grid.tr, and so on for every setting of the schema. */
  private static Map<String, String> variables(ConfigSchema schema) {
    Map<String, String> names = new HashMap<>();
    collect(schema.tree(), "", names);
    return names;
  }

  private static void collect(JsonNode rule, String prefix, Map<String, String> names) {
    rule.path("properties")
        .properties()
        .forEach(
            field -> {
              String key = prefix + field.getKey();
              names.put(PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_'), key);
              collect(field.getValue(), key + ".", names);
            });
  }

  private void put(String dottedKey, String given, ConfigOrigin origin) {
    List<String> segments = List.of(dottedKey.split("\\.", -1));
    if (segments.contains("")) {
      problems.add("", origin, "write a setting as section.key=value.");
      return;
    }
    String pointer =
        segments.stream().map(segment -> "/" + YamlTree.escape(segment)).collect(joining());
    Optional<JsonNode> value = value(pointer, given, origin);
    if (value.isEmpty()) {
      return;
    }
    ObjectNode at = merged;
    String section = "";
    for (String segment : segments.subList(0, segments.size() - 1)) {
      section += "/" + YamlTree.escape(segment);
      if (at.get(segment) instanceof ObjectNode inner) {
        at = inner;
      } else {
        at = at.putObject(segment);
        origins.put(section, origin);
      }
    }
    at.set(segments.get(segments.size() - 1), value.get());
    origins.keySet().removeIf(inside -> inside.startsWith(pointer + "/"));
    origins.put(pointer, origin);
  }

  /** A setting of text takes what is given as it is; the value of any other one is YAML. */
  private Optional<JsonNode> value(String pointer, String given, ConfigOrigin origin) {
    Optional<JsonNode> rule = schema.findRule(pointer);
    if (given.isBlank() || rule.isEmpty()) {
      // The name of the setting is wrong then, whatever its value is.
      return Optional.of(merged.textNode(given.isBlank() ? "" : given));
    }
    return TextSetting.isText(rule.get())
        ? Optional.of(TextSetting.value(rule.get(), given))
        : YamlTree.parse(given, origin, problems).map(YamlTree::root);
  }

  ObjectNode merged() {
    return merged;
  }

  /** Where the value at a JSON pointer was given: its flag, variable, or position in the file. */
  ConfigOrigin origin(String pointer) {
    // A layer that gave a whole section has replaced what the file says inside it.
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      ConfigOrigin given = origins.get(at);
      if (given != null) {
        return given;
      }
    }
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      Optional<ConfigOrigin> place = file.findPlace(at);
      if (place.isPresent()) {
        return place.get();
      }
    }
    return fileOrigin;
  }

  /** Adds a problem of the value at a JSON pointer. */
  void refuse(String pointer, String text) {
    problems.add(pointer, origin(pointer), text);
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.UserError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file, with the environment laid over it and the flags over that. Remembers which layer gave
 * each value, so that an error names the position to fix.
 */
final class Layers {
  private static final String PREFIX = "TERRALAPSE_";

  private final YamlTree file;
  private final String fileName;
  private final ObjectNode merged;
  private final Map<String, String> origins = new HashMap<>();

  private Layers(YamlTree file, String fileName) {
    this.file = file;
    this.fileName = fileName;
    if (!file.root().isObject()) {
      throw UserError.usage(fileName + ": is not a list of settings; begin with `scenes: [...]`.");
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

  static Layers of(
      YamlTree file,
      String fileName,
      Map<String, String> environment,
      Map<String, String> sets,
      ConfigSchema schema) {
    Layers layers = new Layers(file, fileName);
    Map<String, String> variables = variables(schema);
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              String key = variables.get(variable);
              if (key != null) {
                layers.put(key, value, variable);
              }
            });
    sets.forEach((key, value) -> layers.put(key, value, "--set " + key));
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

  private void put(String dottedKey, String yamlValue, String origin) {
    JsonNode value = YamlTree.parse(yamlValue, origin).root();
    if (yamlValue.isBlank()) {
      value = merged.textNode("");
    }
    ObjectNode at = merged;
    StringBuilder pointer = new StringBuilder();
    String[] segments = dottedKey.split("\\.", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      if (segment.isEmpty()) {
        throw UserError.usage(origin + ": write a setting as section.key=value.");
      }
      pointer.append('/').append(YamlTree.escape(segment));
      if (i == segments.length - 1) {
        at.set(segment, value);
        origins.keySet().removeIf(inside -> inside.startsWith(pointer + "/"));
        origins.put(pointer.toString(), origin);
      } else if (at.get(segment) instanceof ObjectNode inner) {
        at = inner;
      } else {
        at = at.putObject(segment);
        origins.put(pointer.toString(), origin);
      }
    }
  }

  ObjectNode merged() {
    return merged;
  }

  /**
   * The beginning of a sentence about the value at a JSON pointer: its flag, variable, or file and
   * line.
   */
  String place(String pointer) {
    // A layer that gave a whole section has replaced what the file says inside it.
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (origins.containsKey(at)) {
        return origins.get(at) + ": ";
      }
    }
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (file.findPlace(at).isPresent()) {
        return fileName + ", " + file.findPlace(at).get() + ": ";
      }
    }
    return fileName + ": ";
  }
}

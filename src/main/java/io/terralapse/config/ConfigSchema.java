package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The published JSON Schema of the configuration: what is allowed, and the default of every setting
 * that has one.
 */
final class ConfigSchema {
  static final String RESOURCE = "config.schema.json";

  /** A name that more sections have does not tell which was meant. */
  private static final int MOST_SECTIONS = 3;

  private final ObjectNode schema;

  private ConfigSchema(ObjectNode schema) {
    this.schema = schema;
  }

  static ConfigSchema load() {
    try (InputStream in = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      return new ConfigSchema((ObjectNode) new ObjectMapper().readTree(in));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  JsonNode tree() {
    return schema;
  }

  /**
   * Checks a configuration.
   *
   * @param refuse receives the JSON pointer of each value that is wrong, and what is wrong with it
   *     in one sentence
   */
  void check(JsonNode config, BiConsumer<String, String> refuse) {
    // Unknown keys first, and by our own walk: the validator cannot tell which key was meant.
    checkKeys(config, schema, "", refuse);
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                schema,
                SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build());
    SchemaSentences sentences = new SchemaSentences(this);
    for (SchemaViolation violation : SchemaViolation.of(validator.validate(config))) {
      refuse.accept(
          violation.pointer(),
          violation.isMissing()
              ? sentences.missing(violation.pointer())
              : sentences.wrong(violation.pointer(), config));
    }
  }

  /** A copy in which every absent setting that has a default has it; null means absent. */
  ObjectNode withDefaults(ObjectNode config) {
    ObjectNode copy = config.deepCopy();
    fill(copy, schema);
    return copy;
  }

  /** The defaults inside the section at a JSON pointer. */
  ObjectNode defaultsOf(String pointer) {
    ObjectNode section = schema.objectNode();
    findRule(pointer).ifPresent(rule -> fill(section, rule));
    return section;
  }

  private static void fill(ObjectNode section, JsonNode rule) {
    properties(rule)
        .properties()
        .forEach(
            field -> {
              JsonNode setting = field.getValue();
              JsonNode value = section.path(field.getKey());
              JsonNode otherwise = setting.path("default");
              if ((value.isMissingNode() || value.isNull())
                  && !otherwise.isMissingNode()
                  && !otherwise.isNull()) {
                section.set(field.getKey(), otherwise.deepCopy());
              }
              fillInside(section.path(field.getKey()), setting);
            });
  }

  private static void fillInside(JsonNode value, JsonNode rule) {
    if (value instanceof ObjectNode inner) {
      fill(inner, rule);
    }
    if (value.isArray()) {
      value.forEach(item -> fillInside(item, rule.path("items")));
    }
  }

  private void checkKeys(
      JsonNode value, JsonNode rule, String pointer, BiConsumer<String, String> refuse) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        checkKeys(value.get(i), rule.path("items"), pointer + "/" + i, refuse);
      }
    }
    JsonNode properties = properties(rule);
    if (!value.isObject() || properties.isMissingNode()) {
      return;
    }
    value
        .properties()
        .forEach(
            field -> {
              String child = pointer + "/" + YamlTree.escape(field.getKey());
              if (properties.has(field.getKey())) {
                checkKeys(field.getValue(), properties.get(field.getKey()), child, refuse);
              } else {
                refuse.accept(child, unknown(field.getKey(), pointer, properties));
              }
            });
  }

  /** The properties of a rule, or of its one alternative that is an object. */
  static JsonNode properties(JsonNode rule) {
    if (rule.has("properties")) {
      return rule.get("properties");
    }
    for (JsonNode alternative : rule.path("anyOf")) {
      if (alternative.has("properties")) {
        return alternative.get("properties");
      }
    }
    return rule.path("properties");
  }

  private String unknown(String key, String pointer, JsonNode properties) {
    Set<String> known = new TreeSet<>();
    properties.fieldNames().forEachRemaining(known::add);
    String where = pointer.isEmpty() ? "" : " under " + dotted(pointer);
    return key
        + " is not a setting"
        + where
        + NearestName.of(key, known)
            .or(() -> elsewhere(key))
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElseGet(() -> "; there are " + String.join(", ", known) + ".");
  }

  /** The settings of this name, if few sections have one. */
  private Optional<String> elsewhere(String key) {
    List<String> found = new ArrayList<>();
    properties(schema)
        .properties()
        .forEach(
            section -> {
              if (properties(section.getValue()).has(key)) {
                found.add(section.getKey() + "." + key);
              }
            });
    return found.isEmpty() || found.size() > MOST_SECTIONS
        ? Optional.empty()
        : Optional.of(String.join(" or ", found));
  }

  /** The rule for the value at a JSON pointer. */
  Optional<JsonNode> findRule(String pointer) {
    JsonNode rule = schema;
    for (String segment : pointer.split("/", -1)) {
      if (!segment.isEmpty()) {
        JsonNode named = properties(rule).path(segment);
        rule = named.isMissingNode() ? rule.path("items") : named;
      }
    }
    return rule.isMissingNode() ? Optional.empty() : Optional.of(rule);
  }

  static String dotted(String pointer) {
    return pointer.startsWith("/")
        ? pointer.substring(1).replace("/", ".").replace("~1", "/").replace("~0", "~")
        : pointer;
  }
}

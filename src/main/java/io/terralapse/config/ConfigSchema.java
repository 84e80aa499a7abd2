package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The published JSON Schema of the configuration: what is allowed, and what holds when nothing is
 * said.
 */
final class ConfigSchema {
  static final String RESOURCE = "config.schema.json";

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
   * @param place where the value at a JSON pointer was given, to begin the sentence with
   * @throws UserError (usage) for the first thing that is wrong, in one sentence
   */
  void check(JsonNode config, Function<String, String> place) {
    // Unknown keys first, and by our own walk: the validator cannot tell which key was meant.
    checkKeys(config, schema, "", place);
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                schema,
                SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build());
    List<ValidationMessage> found = new ArrayList<>(validator.validate(config));
    if (!found.isEmpty()) {
      ValidationMessage first = mostSpecific(found);
      String pointer = first.getInstanceLocation().toString();
      throw UserError.usage(place.apply(pointer) + sentence(pointer, first));
    }
  }

  private String sentence(String pointer, ValidationMessage message) {
    String setting = dotted(pointer);
    if (message.getType().equals("required")) {
      return (setting.isEmpty() ? "" : setting + ".")
          + message.getProperty()
          + " is missing; it says "
          + lowerFirst(description(pointer + "/" + message.getProperty()));
    }
    String said = message.getMessage();
    // A regular expression tells people nothing; the setting's description shows the form.
    String problem =
        message.getType().equals("pattern")
            ? "is not written as it should be"
            : said.substring(said.indexOf(": ") + 1).strip();
    String meaning = description(pointer);
    return setting + ": " + problem + (meaning.isEmpty() ? "." : ". " + meaning);
  }

  /** Of the alternatives of an anyOf, the one whose value went deepest says most. */
  private static ValidationMessage mostSpecific(List<ValidationMessage> found) {
    ValidationMessage best = found.get(0);
    for (ValidationMessage message : found) {
      if (message.getInstanceLocation().getNameCount()
          > best.getInstanceLocation().getNameCount()) {
        best = message;
      }
    }
    return best;
  }

  private void checkKeys(
      JsonNode value, JsonNode rule, String pointer, Function<String, String> place) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        checkKeys(value.get(i), rule.path("items"), pointer + "/" + i, place);
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
              if (!properties.has(field.getKey())) {
                throw UserError.usage(
                    place.apply(child) + unknown(field.getKey(), pointer, properties));
              }
              checkKeys(field.getValue(), properties.get(field.getKey()), child, place);
            });
  }

  /** The properties of a rule, or of its one alternative that is an object. */
  private static JsonNode properties(JsonNode rule) {
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

  private static String unknown(String key, String pointer, JsonNode properties) {
    Set<String> known = new TreeSet<>();
    properties.fieldNames().forEachRemaining(known::add);
    String where = pointer.isEmpty() ? "" : " under " + dotted(pointer);
    return key
        + " is not a setting"
        + where
        + Nearest.of(key, known)
            .map(near -> "; did you mean " + near + "?")
            .orElse("; there are " + String.join(", ", known) + ".");
  }

  /** What a setting is for, in the schema's words; empty text if it has none. */
  private String description(String pointer) {
    return findRule(pointer).map(rule -> rule.path("description").asText()).orElse("");
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

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}

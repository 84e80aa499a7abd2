package io.terralapse.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.http.HttpSettings;
import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.DateLetters;
import io.terralapse.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Binds a validated configuration to the records of the features, by the names of their components
 * in snake case or those that {@code @JsonProperty} gives. What no schema can say (a pattern that
 * does not compile, settings that exclude each other) is checked here.
 */
final class SettingsBinder {
  private final ConfigSchema schema;
  private final Path base;
  private final Function<String, String> place;
  private final Map<String, String> environment;

  /**
   * A binder.
   *
   * @param base where relative paths start
   * @param place begins the sentence about the value at a JSON pointer
   * @param environment holds the servers' tokens
   */
  SettingsBinder(
      ConfigSchema schema,
      Path base,
      Function<String, String> place,
      Map<String, String> environment) {
    this.schema = schema;
    this.base = base;
    this.place = place;
    this.environment = environment;
  }

  /**
   * Binds.
   *
   * @param config validated, with its defaults
   * @param settingsText see {@link JobSettings}
   * @throws UserError (usage) for the first value that cannot be
   */
  JobSettings bind(ObjectNode config, String settingsText) {
    SettingsTree tree = SettingsTree.of(config, schema);
    tree.root().put("settings_text", settingsText);
    try {
      JobSettings job = mapper().treeToValue(tree.root(), JobSettings.class);
      check(job, config);
      return job;
    } catch (BadValueException bad) {
      throw wrong(tree.originOf(bad.pointer()), bad.problem());
    } catch (JsonProcessingException unbound) {
      throw new IllegalStateException("the schema allows what no record takes", unbound);
    }
  }

  private ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            // Each record takes its own settings of the sections that it is given.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A setting without a default in the schema is a bug of the schema.
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(SettingTypes.module(base))
            .build();
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    mapper.setInjectableValues(
        new InjectableValues.Std().addValue(HttpSettings.ENVIRONMENT, environment));
    return mapper;
  }

  private void check(JobSettings job, ObjectNode config) {
    if (job.grid().size().isPresent() && job.grid().pixelSize().isPresent()) {
      throw UserError.usage(
          place.apply("/grid/size") + "grid.size and grid.tr exclude each other; keep one.");
    }
    job.coregister()
        .referenceImage()
        .filter(file -> !Files.isRegularFile(file))
        .ifPresent(
            missing -> {
              throw wrong(
                  "/coregister/reference",
                  "there is no file "
                      + config.at("/coregister/reference").asText()
                      + "; write a date, an id or an image that exists");
            });
    job.furniture().datePattern().ifPresent(this::checkDatePattern);
    try {
      BandRecipe.of(job.bands().bands(), job.bands().panSharpen());
    } catch (UserError bad) {
      throw UserError.usage(place.apply("/look/bands") + bad.getMessage());
    }
  }

  private void checkDatePattern(String pattern) {
    Optional<String> letters = DateLetters.findProblem(pattern);
    if (letters.isPresent()) {
      throw wrong("/furniture/date", pattern + ": " + letters.get());
    }
    try {
      new DateTimeFormatterBuilder().appendPattern(pattern);
    } catch (IllegalArgumentException bad) {
      throw wrong(
          "/furniture/date",
          pattern
              + " is not a date pattern ("
              + bad.getMessage()
              + "); write one such as d MMMM uuuu");
    }
  }

  private UserError wrong(String pointer, String problem) {
    return UserError.usage(
        place.apply(pointer) + ConfigSchema.dotted(pointer) + ": " + problem + ".");
  }
}

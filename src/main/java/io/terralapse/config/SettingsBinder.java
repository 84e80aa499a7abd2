package io.terralapse.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonPointer;
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
import io.terralapse.pace.PaceSettings;
import io.terralapse.page.PageSettings;
import io.terralapse.rendition.RenditionSettings;
import io.terralapse.select.SelectSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Binds a validated configuration to the records of the features, by the names of their components
 * in snake case or those that {@code @JsonProperty} gives. What no schema can say (a pattern that
 * does not compile, settings that exclude each other) is checked here.
 */
final class SettingsBinder {
  private final ConfigSchema schema;
  private final Path base;
  private final BiConsumer<String, String> refuse;
  private final Map<String, String> environment;

  /**
   * A binder.
   *
   * @param base where relative paths start
   * @param refuse receives the JSON pointer of each value that is wrong, and a sentence
   * @param environment holds the servers' tokens
   */
  SettingsBinder(
      ConfigSchema schema,
      Path base,
      BiConsumer<String, String> refuse,
      Map<String, String> environment) {
    this.schema = schema;
    this.base = base;
    this.refuse = refuse;
    this.environment = environment;
  }

  /**
   * Binds. A value that cannot be is replaced by its default, so that the others are checked too.
   *
   * @param config validated, without defaults; loses what is wrong
   * @param settingsText see {@link JobSettings}
   * @return empty if a value that is wrong cannot be left out
   */
  Optional<JobSettings> bind(ObjectNode config, String settingsText) {
    ObjectMapper mapper = mapper();
    while (true) {
      SettingsTree tree = SettingsTree.of(schema.withDefaults(config), schema);
      tree.root().put("settings_text", settingsText);
      try {
        JobSettings job = mapper.treeToValue(tree.root(), JobSettings.class);
        check(job, config);
        return Optional.of(job);
      } catch (BadValueException bad) {
        String pointer = tree.originOf(bad.pointer());
        wrong(pointer, bad.problem());
        if (!remove(config, pointer)) {
          return Optional.empty();
        }
      } catch (JsonProcessingException unbound) {
        throw new IllegalStateException("the schema allows what no record takes", unbound);
      }
    }
  }

  /**
   * Removes a setting; if it is in a list, the list.
   *
   * @return false if there is none
   */
  static boolean remove(ObjectNode config, String pointer) {
    ObjectNode section = config;
    JsonPointer rest = JsonPointer.compile(pointer);
    while (!rest.matches()) {
      String key = rest.getMatchingProperty();
      rest = rest.tail();
      if (rest.matches() || !(section.get(key) instanceof ObjectNode inner)) {
        return section.remove(key) != null;
      }
      section = inner;
    }
    return false;
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
      refuse.accept("/grid/size", "grid.size and grid.tr exclude each other; remove one of them.");
    }
    job.coregister()
        .referenceImage()
        .filter(file -> !Files.isRegularFile(file))
        .ifPresent(
            missing ->
                wrong(
                    "/coregister/reference",
                    "there is no file "
                        + config.at("/coregister/reference").asText()
                        + "; write a date, an id or an image that exists"));
    if (!job.mp4()) {
      SettingsTree.FOR_READERS.stream()
          .filter(output -> SettingsTree.isOn(config.at("/outputs/" + output)))
          .filter(output -> !PlaceExpansion.adds(job.places(), output))
          .findFirst()
          .ifPresent(
              output -> wrong("/outputs/" + output, "needs a video; set outputs.mp4 to true"));
    }
    if (job.pages().emailPicture() == PageSettings.EmailPicture.GIF && job.emailGif().isEmpty()) {
      wrong(
          "/outputs/email/picture",
          "is gif, and the rendition email makes none; leave gif out of its outputs");
    }
    job.furniture().datePattern().ifPresent(this::checkDatePattern);
    FurnitureCheck.check(job.furniture().style(), this::wrong);
    checkPeriod(job.select());
    checkRenditions(job);
    checkPace(job);
    PlaceCheck.check(job, config, this::wrong);
    HardwareCheck.check(job, config, this::wrong);
    checkLeast("every", job.watch().every(), WatchSettings.SHORTEST_EVERY);
    checkLeast("settle", job.watch().settle(), WatchSettings.SHORTEST_SETTLE);
    try {
      BandRecipe.of(job.bands().bands(), job.bands().panSharpen());
    } catch (UserError bad) {
      refuse.accept("/look/bands", String.valueOf(bad.getMessage()));
    }
  }

  private void checkPeriod(SelectSettings select) {
    boolean empty =
        select.from().isPresent()
            && select.to().isPresent()
            && select.to().get().isBefore(select.from().get());
    if (empty) {
      wrong(
          "/select/to",
          select.to().get()
              + " is before select.from, so that no date is between them; exchange the two, or"
              + " leave one out");
    }
  }

  private void checkRenditions(JobSettings job) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < job.renditions().size(); i++) {
      RenditionSettings one = job.renditions().get(i);
      if (!names.add(one.name().toLowerCase(Locale.ROOT))) {
        wrong("/renditions/" + i + "/name", one.name() + " is given twice; choose another name");
      }
      boolean width = one.size().filter(size -> size.height() == 0).isPresent();
      boolean sized = one.shape().isPresent() || one.size().isPresent();
      if (one.within().isPresent() && (sized || one.crop() == RenditionSettings.Crop.FOCUS)) {
        wrong(
            "/renditions/" + i + "/within",
            "excludes shape, size and crop: focus; remove it, or remove those");
      } else if (one.within().isEmpty()
          && one.shape().isEmpty()
          && (one.size().isEmpty() || width)) {
        wrong(
            "/renditions/" + i + "/shape",
            one.name() + " has no shape; write one such as 1:1, or a size such as 1080x1080");
      }
      if (one.crop() == RenditionSettings.Crop.FOCUS && job.focus().isEmpty()) {
        wrong(
            "/renditions/" + i + "/crop",
            "there is no focus; write the part of the area to keep under focus");
      }
    }
  }

  private void checkPace(JobSettings job) {
    PaceSettings.Extras extras = job.pace().extras();
    if (extras.titleCard() > 0 && job.furniture().title().isEmpty()) {
      wrong("/pace/title_card", "there is no title to show; write one under title");
    }
    List<RenditionSettings> all = job.allRenditions();
    for (int i = 0; i < all.size(); i++) {
      RenditionSettings one = all.get(i);
      if (extras.titleCard() > 0 && one.hasLead()) {
        String place =
            one.place()
                .map(
                    name ->
                        " that "
                            + name
                            + " asks for; take the card out, or "
                            + name
                            + " out of for")
                .orElse("; take one of them out");
        wrong(
            i == 0 || one.place().isPresent()
                ? "/pace/title_card"
                : "/renditions/" + (i - 1) + "/pace/lead",
            "a video begins with a title card or with the frame of pace.lead" + place);
        return;
      }
    }
    if (extras.zoom() > 0 && job.focus().isEmpty()) {
      wrong("/motion", "there is no focus; write the part of the area to zoom to under focus");
    }
    if (extras.zoom() > 0 && extras.wipe() > 0) {
      wrong("/motion", "a video ends with a zoom or with a wipe; remove motion or pace.ending");
    }
  }

  private void checkLeast(String setting, Duration given, Duration least) {
    if (given.compareTo(least) < 0) {
      String shortest = least.toSeconds() + "s";
      wrong(
          "/watch/" + setting,
          "is "
              + given.toSeconds()
              + "s, less than "
              + shortest
              + "; write "
              + shortest
              + " or more");
    }
  }

  private void checkDatePattern(String pattern) {
    Optional<String> letters = DateLetters.findProblem(pattern);
    if (letters.isPresent()) {
      wrong("/furniture/date", pattern + ": " + letters.get());
      return;
    }
    try {
      new DateTimeFormatterBuilder().appendPattern(pattern);
    } catch (IllegalArgumentException bad) {
      wrong(
          "/furniture/date",
          pattern
              + " is not a date pattern ("
              + bad.getMessage()
              + "); write one such as d MMMM uuuu");
    }
  }

  private void wrong(String pointer, String problem) {
    refuse.accept(pointer, ConfigSchema.dotted(pointer) + ": " + problem + ".");
  }
}

package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.bands.BandRecipe;
import io.terralapse.bands.BandSettings;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.catalog.files.OwnFiles;
import io.terralapse.encode.VideoSettings;
import io.terralapse.grid.GridSettings;
import io.terralapse.model.UserError;
import io.terralapse.select.FillOrder;
import io.terralapse.select.MonthSet;
import io.terralapse.select.Period;
import io.terralapse.select.SelectSettings;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.ToneSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns a configuration that the schema has passed into the stages' settings. What a schema cannot
 * say (a date that does not exist, a pattern that does not compile, settings that exclude each
 * other) is checked here.
 */
final class SettingsReader {
  /** References that name a file and no date or id. */
  private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(?:tiff?|jp2|png|jpe?g)");

  private static final String AUTO = "auto";

  private final JsonNode config;
  private final Path base;
  private final Function<String, String> place;

  private SettingsReader(JsonNode config, Path base, Function<String, String> place) {
    this.config = config;
    this.base = base;
    this.place = place;
  }

  static JobSettings read(
      JsonNode config,
      Path base,
      Function<String, String> place,
      Map<String, String> environment,
      String settingsText) {
    SettingsReader reader = new SettingsReader(config, base, place);
    JsonNode mp4 = config.at("/outputs/mp4");
    Path cacheDir = reader.path("/cache/dir", ".terralapse");
    long cacheMaxBytes = Amounts.bytes(reader.text("/cache/max_bytes", "20GB"));
    return new JobSettings(
        reader.text("/name", "timelapse"),
        reader.catalog(),
        reader.select(),
        reader.grid(),
        reader.coregister(),
        reader.tone(),
        FurnitureReader.read(config, place),
        reader.video(),
        reader.bands(),
        FillOrder.valueOf(reader.text("/look/fill", "none").toUpperCase(Locale.ROOT)),
        reader.path("/output_dir", "output"),
        cacheDir,
        cacheMaxBytes,
        SourcesReader.http(config.path("access"), environment),
        Amounts.bytes(reader.text("/memory", "1GiB")),
        config.at("/jobs").isNumber()
            ? config.at("/jobs").asInt()
            : Runtime.getRuntime().availableProcessors(),
        config.at("/reveal_location").asBoolean(true),
        mp4.isMissingNode() || mp4.isObject() || mp4.asBoolean(),
        config.at("/outputs/poster").asBoolean(true),
        config.at("/outputs/alignment").asBoolean(false),
        settingsText);
  }

  private CatalogSettings catalog() {
    List<SourceOverride> sources = new ArrayList<>();
    for (JsonNode source : config.path("sources")) {
      JsonNode nodata = source.path("nodata");
      sources.add(
          new SourceOverride(
              source.path("match").asText(),
              strings(source.path("bands")),
              number(source.path("scale")),
              number(source.path("offset")),
              nodata.asText().equals("none") ? OptionalDouble.of(Double.NaN) : number(nodata),
              word(source.path("sensor")),
              word(source.path("credit"))));
    }
    return new CatalogSettings(
        base,
        new OwnFiles(
            path("/output_dir", "output"),
            text("/name", "timelapse"),
            path("/cache/dir", ".terralapse")),
        SourcesReader.paths(config.path("scenes")),
        SourcesReader.searches(config.path("scenes")),
        sources,
        word(config.at("/dates/pattern")).map(this::pattern),
        word(config.at("/dates/manifest")).map(file -> resolve("/dates/manifest", file)));
  }

  private Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException wrong) {
      throw wrong("/dates/pattern", "is not a regular expression (" + wrong.getDescription() + ")");
    }
  }

  private SelectSettings select() {
    SelectSettings defaults = SelectSettings.DEFAULTS;
    return new SelectSettings(
        day("/select/from"),
        day("/select/to"),
        months(),
        config.at("/select/max_cloud").asDouble(defaults.maxCloud()),
        config.at("/select/min_coverage").asDouble(defaults.minCoverage()),
        word(config.at("/select/best_per")).map(w -> Period.valueOf(w.toUpperCase(Locale.ROOT))),
        strings(config.at("/select/keep")),
        strings(config.at("/select/drop")),
        word(config.at("/select/group_within"))
            .map(Amounts::duration)
            .orElse(defaults.groupWithin()),
        entries(config.at("/select/orbit")).stream().findFirst(),
        number(config.at("/select/max_off_nadir")));
  }

  private MonthSet months() {
    try {
      return MonthSet.parse(entries(config.at("/select/months")));
    } catch (IllegalArgumentException wrong) {
      throw wrong(
          "/select/months",
          "has \"" + wrong.getMessage() + "\", which is no month; say 5, May, 5-9 or 11-2");
    }
  }

  private Optional<LocalDate> day(String pointer) {
    try {
      return word(config.at(pointer)).map(LocalDate::parse);
    } catch (DateTimeParseException wrong) {
      throw wrong(pointer, "is not a day such as 2024-03-15");
    }
  }

  private GridSettings grid() {
    GridSettings defaults = GridSettings.DEFAULTS;
    Optional<GridSettings.Size> size = Optional.empty();
    if (config.at("/grid/size").isTextual()) {
      String[] sides = config.at("/grid/size").asText().split("x", -1);
      size =
          Optional.of(
              new GridSettings.Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
    }
    OptionalDouble tr = number(config.at("/grid/tr"));
    if (size.isPresent() && tr.isPresent()) {
      throw wrong("/grid/size", "and grid.tr exclude each other; keep one");
    }
    return new GridSettings(
        AreaReader.read(config.path("aoi"), place, file -> resolve("/aoi/geojson", file)),
        text("/grid/t_srs", defaults.targetSrs()),
        tr,
        size,
        GridSettings.Resampling.valueOf(text("/grid/r", "cubic").toUpperCase(Locale.ROOT)));
  }

  private static ShiftModel model(String word) {
    return word.equals("off")
        ? ShiftModel.TRANSLATION
        : ShiftModel.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private CoregisterSettings coregister() {
    CoregisterSettings defaults = CoregisterSettings.DEFAULTS;
    return new CoregisterSettings(
        !text("/coregister/model", "auto").equals("off"),
        word(config.at("/coregister/reference"))
            .filter(r -> !r.equals("auto") && !r.equals("median") && !isPicture(r)),
        word(config.at("/coregister/reference"))
            .filter(SettingsReader::isPicture)
            .map(this::referenceImage),
        config.at("/coregister/reference").asText().equals("median"),
        model(text("/coregister/model", "auto")),
        config.at("/coregister/max_shift_m").asDouble(defaults.maxShiftM()),
        number(config.at("/coregister/min_confidence")),
        text("/coregister/on_refusal", "keep").equals("drop"),
        word(config.at("/coregister/exclude"))
            .filter(file -> !file.equals(AUTO))
            .map(file -> resolve("/coregister/exclude", file)),
        config.at("/coregister/exclude").asText().equals(AUTO));
  }

  private static boolean isPicture(String reference) {
    return PICTURE.matcher(reference).matches();
  }

  private Path referenceImage(String file) {
    Path path = resolve("/coregister/reference", file);
    if (!Files.isRegularFile(path)) {
      throw wrong("/coregister/reference", "names " + file + ", which is not there");
    }
    return path;
  }

  private ToneSettings tone() {
    JsonNode stretch = config.at("/look/stretch");
    Optional<ToneSettings.Range> range = Optional.empty();
    if (stretch.isArray()) {
      double low = stretch.get(0).asDouble();
      double high = stretch.get(1).asDouble();
      if (!(low < high)) {
        throw wrong("/look/stretch", "must be [black, white] with black below white");
      }
      range = Optional.of(new ToneSettings.Range(low, high));
    }
    return new ToneSettings(
        range,
        config.at("/look/gamma").asDouble(1),
        colour(text("/look/background", "black")),
        colourMap());
  }

  private static int colour(String text) {
    return switch (text) {
      case "black" -> 0;
      case "white" -> 0xFFFFFF;
      default -> Integer.parseInt(text.substring(1), 16);
    };
  }

  private BandSettings bands() {
    JsonNode bands = config.at("/look/bands");
    BandSettings settings =
        new BandSettings(
            bands.isArray() ? strings(bands) : List.of(bands.asText("true-color")),
            config.at("/look/pan_sharpen").asBoolean(false));
    try {
      BandRecipe.of(settings.bands(), settings.panSharpen());
      return settings;
    } catch (UserError wrong) {
      throw UserError.usage(place.apply("/look/bands") + wrong.getMessage());
    }
  }

  private Optional<ColourMap> colourMap() {
    String name = text("/look/colormap", AUTO);
    Optional<ColourMap> map = ColourMap.find(name);
    if (map.isEmpty() && !name.equals(AUTO)) {
      throw wrong(
          "/look/colormap",
          "is not "
              + AUTO
              + " and not one of "
              + String.join(", ", ColourMap.names())
              + " (with _r for the reverse)");
    }
    return map;
  }

  private VideoSettings video() {
    VideoSettings defaults = VideoSettings.DEFAULTS;
    JsonNode fps = config.at("/pace/fps");
    return new VideoSettings(
        config.at("/outputs/mp4/crf").asInt(defaults.crf()),
        text("/outputs/mp4/preset", defaults.preset()),
        config.at("/pace/seconds_per_frame").asDouble(defaults.secondsPerFrame()),
        config.at("/pace/hold_last").asDouble(defaults.holdLastSeconds()),
        fps.isNumber() ? OptionalInt.of(fps.asInt()) : OptionalInt.empty());
  }

  private String text(String pointer, String otherwise) {
    return word(config.at(pointer)).orElse(otherwise);
  }

  private Path path(String pointer, String otherwise) {
    return resolve(pointer, text(pointer, otherwise));
  }

  private Path resolve(String pointer, String file) {
    try {
      return base.resolve(file).normalize();
    } catch (InvalidPathException wrong) {
      throw wrong(pointer, "is not a path (" + wrong.getReason() + ")");
    }
  }

  private UserError wrong(String pointer, String what) {
    return UserError.usage(place.apply(pointer) + ConfigSchema.dotted(pointer) + " " + what + ".");
  }

  private static Optional<String> word(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }

  /** The items of a list, or the one value that stands for a list of one; none if absent. */
  private static List<String> entries(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? List.of(node.asText()) : strings(node);
  }

  private static List<String> strings(JsonNode node) {
    List<String> result = new ArrayList<>();
    node.forEach(item -> result.add(item.asText()));
    return result;
  }
}

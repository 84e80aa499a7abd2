package io.terralapse.bands;

import io.terralapse.model.BandRole;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses the setting {@code look.bands}: named composites, indices, bands and expressions. */
final class Recipes {

  /** A named composite of unchanged bands. */
  private record Composite(String label, List<BandRole> roles) {}

  private static final String TRUE_COLOR = "true-color";
  private static final String SAME_AS_TRUE_COLOR = "natural-color";

  /**
   * Named as in the USGS and ESA browsers. The short-wave composite uses the longer of the two
   * short-wave windows, in which fire and burnt ground have most contrast.
   */
  private static final Map<String, Composite> COMPOSITES =
      Map.of(
          TRUE_COLOR,
          new Composite("True colour", List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE)),
          "false-color",
          new Composite("False colour", List.of(BandRole.NIR, BandRole.RED, BandRole.GREEN)),
          "swir",
          new Composite(
              "Short-wave infrared", List.of(BandRole.SWIR22, BandRole.NIR, BandRole.RED)),
          "agriculture",
          new Composite("Agriculture", List.of(BandRole.SWIR16, BandRole.NIR, BandRole.BLUE)),
          "grey",
          new Composite("Grey", List.of(BandRole.GREY)));

  /** The colour map of expressions: perceptually uniform, also for colour-blind readers. */
  private static final String EXPRESSION_COLOURS = "viridis";

  private Recipes() {}

  static BandRecipe of(List<String> bands, boolean panSharpen) {
    BandRecipe recipe =
        switch (bands.size()) {
          case 1 -> one(bands.get(0).strip());
          case 3 -> three(bands);
          default ->
              throw UserError.usage(
                  "look.bands has "
                      + bands.size()
                      + " entries; give one, or three for red, green and blue.");
        };
    if (!panSharpen) {
      return recipe;
    }
    if (!recipe.label().equals(trueColour().label())) {
      throw UserError.usage(
          "look.pan_sharpen works with true-color only, and look.bands is "
              + String.join(", ", bands)
              + "; remove one of the two settings.");
    }
    return with(recipe, Set.of(Trait.SHARPENS), recipe.alternative());
  }

  private static BandRecipe one(String text) {
    String name = text.toLowerCase(Locale.ROOT).replace("colour", "color").replace("gray", "grey");
    if (name.equals(SAME_AS_TRUE_COLOR)) {
      return one(TRUE_COLOR);
    }
    Optional<SpectralIndex> index = SpectralIndex.find(name);
    if (index.isPresent()) {
      return index(index.get());
    }
    if (COMPOSITES.containsKey(name)) {
      return composite(name);
    }
    ExpressionParser parser = new ExpressionParser();
    Optional<BandSelector> band = ExpressionParser.findBand(text);
    if (band.isPresent()) {
      return recipe(label(band.get()), parser, List.of(parser.plain(band.get())));
    }
    if (isIdentifier(text)) {
      throw UserError.usage(
          "look.bands: "
              + text
              + " is unknown; use one of "
              + names()
              + "; for single bands "
              + ExpressionParser.listBands()
              + "; or an expression such as (nir - red) / (nir + red).");
    }
    BandRecipe plain = recipe(text, parser, List.of(parser.parse(text)));
    return new BandRecipe(
        text,
        plain.inputs(),
        plain.channels(),
        Optional.of(Quantity.INDEX),
        Optional.of(new Display(EXPRESSION_COLOURS, Optional.empty())),
        Set.of(),
        Optional.empty());
  }

  private static BandRecipe composite(String name) {
    Composite composite = Objects.requireNonNull(COMPOSITES.get(name), name);
    return switch (name) {
      // A sequence of single-band scenes has no colours.
      case TRUE_COLOR -> with(selection(composite), Set.of(), Optional.of(one("grey")));
      // Some sensors have only the shorter of the two windows.
      case "swir" ->
          with(
              selection(composite),
              Set.of(),
              Optional.of(
                  selection(
                      new Composite(
                          composite.label(),
                          List.of(BandRole.SWIR16, BandRole.NIR, BandRole.RED)))));
      default -> selection(composite);
    };
  }

  /** The name of the first usual composite for which a scene has the bands. */
  static Optional<String> findComposite(Scene scene) {
    return Stream.of(TRUE_COLOR, "false-color", "swir", "agriculture", "grey")
        .filter(name -> composite(name).findIn(scene).isPresent())
        .findFirst();
  }

  /** The name of a band in legends. */
  private static String label(BandSelector band) {
    if (band.role().isEmpty()) {
      return band.name();
    }
    return switch (band.role().get()) {
      case NIR -> "Near infrared";
      case SWIR16 -> "Short-wave infrared 1.6 µm";
      case SWIR22 -> "Short-wave infrared 2.2 µm";
      case REDEDGE -> "Red edge";
      case PAN -> "Panchromatic";
      default -> band.name().substring(0, 1).toUpperCase(Locale.ROOT) + band.name().substring(1);
    };
  }

  private static boolean isIdentifier(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_]*");
  }

  private static BandRecipe three(List<String> bands) {
    ExpressionParser parser = new ExpressionParser();
    List<Expression> channels = new ArrayList<>();
    for (String band : bands) {
      channels.add(
          ExpressionParser.findBand(band.strip())
              .map(parser::plain)
              .orElseGet(() -> parser.parse(band)));
    }
    return recipe(String.join(", ", bands), parser, channels);
  }

  private static BandRecipe index(SpectralIndex index) {
    ExpressionParser parser = new ExpressionParser();
    List<Expression> channels = List.of(parser.parse(index.formula()));
    return new BandRecipe(
        index.name(),
        parser.inputs(),
        channels,
        Optional.of(Quantity.INDEX),
        Optional.of(index.display()),
        index.needsReflectance() ? Set.of(Trait.NEEDS_REFLECTANCE) : Set.of(),
        Optional.of(product(index)));
  }

  /** The index as a product holds it, in a band of its name. */
  private static BandRecipe product(SpectralIndex index) {
    ExpressionParser parser = new ExpressionParser();
    BandSelector band = new BandSelector(Optional.empty(), index.name());
    return new BandRecipe(
        index.name(),
        List.of(band),
        List.of(parser.plain(band)),
        Optional.of(Quantity.INDEX),
        Optional.of(index.display()),
        Set.of(),
        Optional.empty());
  }

  private static BandRecipe selection(Composite composite) {
    ExpressionParser parser = new ExpressionParser();
    List<Expression> channels =
        composite.roles().stream().map(BandSelector::of).map(parser::plain).toList();
    return recipe(composite.label(), parser, channels);
  }

  private static BandRecipe trueColour() {
    return one(TRUE_COLOR);
  }

  private static BandRecipe recipe(
      String label, ExpressionParser parser, List<Expression> channels) {
    if (parser.inputs().isEmpty()) {
      throw UserError.usage(
          "look.bands: " + label + " uses no band; write for example (nir - red) / (nir + red).");
    }
    return new BandRecipe(
        label,
        parser.inputs(),
        channels,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  private static BandRecipe with(
      BandRecipe recipe, Set<Trait> traits, Optional<BandRecipe> alternative) {
    return new BandRecipe(
        recipe.label(),
        recipe.inputs(),
        recipe.channels(),
        recipe.result(),
        recipe.display(),
        traits,
        alternative);
  }

  private static String names() {
    return Stream.concat(COMPOSITES.keySet().stream(), Stream.of(SAME_AS_TRUE_COLOR))
            .sorted()
            .collect(Collectors.joining(", "))
        + ", "
        + Arrays.stream(SpectralIndex.values())
            .map(index -> index.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}

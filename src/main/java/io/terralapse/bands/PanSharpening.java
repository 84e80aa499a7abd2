package io.terralapse.bands;

import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * True colour sharpened by the finer panchromatic band: each colour times the ratio of what the
 * panchromatic band saw to what the colours predict for it (after Gillespie, Kahle and Walker,
 * "Color enhancement of highly correlated images II", Remote Sensing of Environment 22, 1987;
 * commonly named after Brovey).
 *
 * <p>The prediction weighs each band by the width, in nanometres, of its overlap with the
 * panchromatic pass band (band limits: USGS, "What are the band designations for the Landsat
 * satellites?"). What calibration leaves over is taken away by one factor a picture, which keeps
 * the mean reflectance of the date.
 *
 * @param red overlap, any unit
 * @param green overlap
 * @param blue overlap
 * @param nir overlap; 0 where the panchromatic band ends before it
 */
record PanSharpening(double red, double green, double blue, double nir) {
  /** Landsat 8 and 9: pan 503 to 676, blue 452 to 512, green 533 to 590, red 636 to 673 nm. */
  private static final PanSharpening OLI = new PanSharpening(37, 57, 9, 0);

  /** Landsat 7: pan 520 to 900, green 520 to 600, red 630 to 690, near infrared 770 to 900 nm. */
  private static final PanSharpening ETM = new PanSharpening(60, 80, 0, 130);

  /** Without knowledge of the sensor the colours have equal say. */
  private static final PanSharpening UNKNOWN = new PanSharpening(1, 1, 1, 0);

  private static final List<BandRole> COLOURS =
      List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

  static PanSharpening of(Product product) {
    return switch (product.platform()) {
      case "LC08", "LO08", "LC09", "LO09" -> OLI;
      case "LE07" -> ETM;
      default -> UNKNOWN;
    };
  }

  /** Whether a band of this role may be wanted beside the colours. */
  static boolean mayRead(BandRole role) {
    return role == BandRole.PAN || role == BandRole.NIR;
  }

  /** The recipe for the scenes of one acquisition, if all of them have the bands for it. */
  static Optional<BandRecipe> find(List<Scene> scenes) {
    if (scenes.isEmpty()) {
      return Optional.empty();
    }
    BandRecipe recipe = of(scenes.get(0).product()).recipe();
    boolean all =
        scenes.stream()
            .allMatch(
                scene ->
                    of(scene.product()).equals(of(scenes.get(0).product()))
                        && recipe.findIn(scene).isPresent());
    return all ? Optional.of(recipe) : Optional.empty();
  }

  private BandRecipe recipe() {
    ExpressionParser parser = new ExpressionParser();
    COLOURS.forEach(colour -> parser.plain(BandSelector.of(colour)));
    parser.plain(BandSelector.of(BandRole.PAN));
    double sum = red + green + blue + nir;
    List<String> shares = new ArrayList<>();
    share(shares, red / sum, BandRole.RED);
    share(shares, green / sum, BandRole.GREEN);
    share(shares, blue / sum, BandRole.BLUE);
    share(shares, nir / sum, BandRole.NIR);
    String predicted = String.join(" + ", shares);
    // Where the prediction is not positive (deep shadow after correction) there is no ratio.
    List<Expression> channels =
        COLOURS.stream()
            .map(BandSelector::of)
            .map(
                c ->
                    "if("
                        + predicted
                        + " > 0, "
                        + c.name()
                        + " * pan / ("
                        + predicted
                        + "), "
                        + c.name()
                        + ")")
            .map(parser::parse)
            .toList();
    return new BandRecipe(
        "True colour, pan-sharpened",
        parser.inputs(),
        channels,
        Optional.empty(),
        Optional.empty(),
        Set.of(Trait.KEEPS_MEAN),
        Optional.empty());
  }

  private static void share(List<String> shares, double weight, BandRole role) {
    if (weight > 0) {
      shares.add(String.format(Locale.ROOT, "%.6f * %s", weight, BandSelector.of(role).name()));
    }
  }
}

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
 * True colour sharpened with the finer panchromatic band: each colour is multiplied by the ratio of
 * the panchromatic value to the one that the colours predict (after Gillespie, Kahle and Walker,
 * "Color enhancement of highly correlated images II", Remote Sensing of Environment 22, 1987;
 * commonly named after Brovey).
 *
 * <p>The prediction weights each band by the width, in nanometres, of its overlap with the
 * panchromatic pass band (band limits: USGS, "What are the band designations for the Landsat
 * satellites?"). Remaining calibration differences are removed by one factor per band and date,
 * which keeps the mean reflectance.
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

  /** Equal weights for unknown sensors. */
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

  /** Whether a band of this role may be needed in addition to the colours. */
  static boolean mayRead(BandRole role) {
    return role == BandRole.PAN || role == BandRole.NIR;
  }

  /** The recipe for the scenes of one acquisition; empty if one of them lacks a band. */
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
    List<String> terms = new ArrayList<>();
    addTerm(terms, red / sum, BandRole.RED);
    addTerm(terms, green / sum, BandRole.GREEN);
    addTerm(terms, blue / sum, BandRole.BLUE);
    addTerm(terms, nir / sum, BandRole.NIR);
    String predicted = String.join(" + ", terms);
    // The ratio is undefined where the prediction is not positive (deep shadow after correction).
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

  private static void addTerm(List<String> terms, double weight, BandRole role) {
    if (weight > 0) {
      terms.add(String.format(Locale.ROOT, "%.6f * %s", weight, BandSelector.of(role).name()));
    }
  }
}

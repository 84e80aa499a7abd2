package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.bands.Display;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.Legend;
import io.terralapse.model.UserError;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.ToneSettings;
import java.util.Optional;

/**
 * How channels become display values: the user's settings first, then the recipe's usual range and
 * colour map.
 */
public final class ChannelTone {
  private ChannelTone() {}

  /**
   * The settings of the stretch.
   *
   * @throws UserError (usage) if a colour map is requested for three channels
   */
  public static ToneSettings of(ToneSettings requested, BandRecipe recipe) {
    if (!recipe.isSingle()) {
      if (requested.colourMap().isPresent()) {
        throw UserError.usage(
            "look.colormap: "
                + requested.colourMap().get()
                + " is for one channel, and look.bands shows three ("
                + recipe.label()
                + "); leave it out, or choose one band or an index such as ndvi.");
      }
      return requested;
    }
    Optional<Display> display = recipe.display();
    return requested.orElse(
        display.flatMap(Display::range).map(r -> new ToneSettings.Range(r.low(), r.high())),
        display.flatMap(usual -> ColourMap.find(usual.colourMap())));
  }

  /** Whether frames have a legend. */
  static boolean hasLegend(FurnitureSettings furniture, ToneSettings tone, BandRecipe recipe) {
    return recipe.isSingle() && furniture.showsLegend(of(tone, recipe).colourMap().isPresent());
  }

  /** The legend for an estimated stretch; empty if frames have none. */
  static Optional<Legend> findLegend(FrameSettings settings, BandRecipe recipe, Stretch stretch) {
    return hasLegend(settings.furniture(), settings.tone(), recipe)
        ? Optional.of(
            new Legend(recipe.label(), stretch.low(0), stretch.high(0), stretch::colourOf))
        : Optional.empty();
  }
}

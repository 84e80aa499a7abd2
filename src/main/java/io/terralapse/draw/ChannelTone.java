package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.bands.Display;
import io.terralapse.config.JobSettings;
import io.terralapse.furniture.Legend;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.ToneSettings;
import java.util.List;
import java.util.Optional;

/** How the channels of a film come to the screen: the user's word first, then what is usual. */
public final class ChannelTone {
  private ChannelTone() {}

  /**
   * The settings of the stretch.
   *
   * @throws UserError (usage) if colours are asked for what has colours of its own
   */
  public static ToneSettings tone(JobSettings job, BandRecipe recipe) {
    if (!recipe.isSingle()) {
      if (job.tone().colourMap().isPresent()) {
        throw UserError.usage(
            "look.colormap: "
                + job.tone().colourMap().get()
                + " is for one channel, and look.bands shows three ("
                + recipe.label()
                + "); leave it out, or choose one band or an index such as ndvi.");
      }
      return job.tone();
    }
    Optional<Display> display = recipe.display();
    return job.tone()
        .orElse(
            display.flatMap(Display::range).map(r -> new ToneSettings.Range(r.low(), r.high())),
            display.flatMap(usual -> ColourMap.find(usual.colourMap())));
  }

  /** What the frames of a film hold at most beyond three bands and their flags, bytes a pixel. */
  public static int moreBytesPerPixel(List<ReadAcquisition> dates) {
    int plain = 3 * Float.BYTES + 1;
    return dates.stream().mapToInt(date -> date.recipe().bytesPerPixel() - plain).max().orElse(0);
  }

  /** Whether the film will have a legend. */
  public static boolean hasLegend(JobSettings job, BandRecipe recipe) {
    return recipe.isSingle()
        && job.furniture().showsLegend(tone(job, recipe).colourMap().isPresent());
  }

  /** The legend for a measured stretch, if the film has one. */
  public static Optional<Legend> findLegend(JobSettings job, BandRecipe recipe, Stretch stretch) {
    return hasLegend(job, recipe)
        ? Optional.of(
            new Legend(recipe.label(), stretch.low(0), stretch.high(0), stretch::colourOf))
        : Optional.empty();
  }
}

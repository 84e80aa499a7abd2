package io.terralapse.inventory;

import io.terralapse.bands.BandRecipe;
import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.model.ContentKey;
import io.terralapse.select.SelectSettings;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.ToneSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Hashes of the settings that parts of the lock depend on. They are the same on every machine and
 * in every version of the program, so that a lock stays valid. Stateless.
 */
public final class LockedSettings {
  private LockedSettings() {}

  /** The settings that decide which dates are shown and from which they are filled. */
  public static String frames(JobSettings job) {
    SelectSettings select = job.select();
    return hash(
        List.of(
            select.from().toString(),
            select.to().toString(),
            select.months().numbers().toString(),
            select.maxCloud() + " " + select.minCoverage(),
            select.bestPer().toString(),
            select.keep().toString(),
            select.drop().toString(),
            select.groupWithin().toString(),
            select.orbit().toString(),
            select.maxOffNadir().toString(),
            select.persistentCloud().name(),
            job.fill().name(),
            Boolean.toString(job.coregister().dropRefused()),
            job.bands().bands() + " " + job.bands().panSharpen(),
            job.catalog().sources().toString()));
  }

  /**
   * The settings that the stretch and the tone of each date are derived from.
   *
   * @param bands the recipe of the sequence
   * @throws io.terralapse.model.UserError (usage) if a colour map is requested for three channels
   */
  public static String stretch(JobSettings job, BandRecipe bands) {
    ToneSettings tone = ChannelTone.of(job.tone(), bands);
    List<String> parts =
        new ArrayList<>(
            List.of(
                tone.range().toString(),
                Double.toString(tone.gamma()),
                tone.colourMap().map(ColourMap::name).orElse(""),
                tone.preset().name() + " " + tone.saturation() + " " + tone.deflicker().name(),
                bands.key()));
    for (SourceOverride source : job.catalog().sources()) {
      // Its credit changes no value.
      parts.add(
          String.join(
              " ",
              source.match(),
              source.bands().toString(),
              source.scale().toString(),
              source.offset().toString(),
              source.nodata().toString(),
              source.sensor().toString()));
    }
    return hash(parts);
  }

  private static String hash(List<String> parts) {
    return ContentKey.of(String.join("\n", parts)).hex();
  }
}

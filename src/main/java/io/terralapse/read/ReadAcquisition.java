package io.terralapse.read;

import io.terralapse.align.core.AnchorChoice;
import io.terralapse.bands.BandRecipe;
import io.terralapse.model.Acquisition;
import io.terralapse.select.Clearness;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import java.util.List;
import java.util.Optional;

/**
 * What pass 1a knows of one acquisition. Small: pixels stay in the store.
 *
 * @param acquisition the acquisition, without the scenes that could not be read
 * @param recipe what is made of its bands
 * @param requests what to read of its scenes, in mosaic order
 * @param keys content keys of the scenes' windows, in the same order
 * @param clearness how much of the asked-for area has data, and how much of that is cloud
 * @param whitePatches where it is white; empty if it does not show reflectance in visible bands
 * @param tone its distribution of values inside the area
 * @param candidate what the choice of the anchor looks at
 */
public record ReadAcquisition(
    Acquisition acquisition,
    BandRecipe recipe,
    List<SceneRequest> requests,
    List<String> keys,
    Clearness clearness,
    Optional<WhitePatches> whitePatches,
    ToneSample tone,
    AnchorChoice.Preview candidate) {

  /** The same date with more known about its cloud. */
  public ReadAcquisition with(Clearness better) {
    return new ReadAcquisition(
        acquisition, recipe, requests, keys, better, whitePatches, tone, candidate);
  }

  public String id() {
    return acquisition.id();
  }
}

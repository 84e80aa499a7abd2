package io.terralapse.pipeline;

import io.terralapse.bands.BandRecipe;
import io.terralapse.coregister.AnchorChoice;
import io.terralapse.model.Acquisition;
import io.terralapse.tone.ToneSample;
import java.util.List;

/**
 * What pass 1a knows of one acquisition. Small: pixels stay in the store.
 *
 * @param acquisition the acquisition, without the scenes that could not be read
 * @param recipe what is made of its bands
 * @param requests what to read of its scenes, in mosaic order
 * @param keys content keys of the scenes' windows, in the same order
 * @param coveragePercent share of the asked-for area that has data
 * @param tone its distribution of values inside the area
 * @param candidate what the choice of the anchor looks at
 */
record ReadDate(
    Acquisition acquisition,
    BandRecipe recipe,
    List<SceneRequest> requests,
    List<String> keys,
    double coveragePercent,
    ToneSample tone,
    AnchorChoice.Preview candidate) {

  String id() {
    return acquisition.id();
  }
}

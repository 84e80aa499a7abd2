package io.terralapse.pipeline;

import io.terralapse.coregister.AnchorChoice;
import io.terralapse.model.Acquisition;
import io.terralapse.tone.ToneSample;
import io.terralapse.window.WindowRequest;
import java.util.List;

/**
 * What pass 1a knows of one acquisition. Small: pixels stay in the store.
 *
 * @param acquisition the acquisition, without the scenes that could not be read
 * @param requests its source windows in mosaic order, one a scene
 * @param keys content keys of the windows, in the same order
 * @param coveragePercent share of the asked-for area that has data
 * @param tone its distribution of values inside the area
 * @param candidate what the choice of the anchor looks at
 */
record ReadDate(
    Acquisition acquisition,
    List<WindowRequest> requests,
    List<String> keys,
    double coveragePercent,
    ToneSample tone,
    AnchorChoice.Preview candidate) {

  String id() {
    return acquisition.id();
  }
}

package io.terralapse.read;

import io.terralapse.bands.BandRecipe;
import io.terralapse.model.Acquisition;
import io.terralapse.model.ContentKey;
import io.terralapse.select.Clearness;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import java.util.List;
import java.util.Optional;

/**
 * What pass 1a measured of one acquisition. Small: the pixels stay in the window store.
 *
 * @param acquisition the acquisition, without the scenes that could not be read
 * @param recipe how its bands become channels
 * @param requests the windows of its scenes, in mosaic order
 * @param keys content keys of the scenes' windows, in the same order
 * @param clearness how much of the area of interest has data, and how much of that is cloud
 * @param whitePatches where it is white; empty if it does not show reflectance in visible bands
 * @param tone its distribution of values inside the area of interest
 * @param ground what its ground looks like, coarsely
 */
public record ReadAcquisition(
    Acquisition acquisition,
    BandRecipe recipe,
    List<SceneRequest> requests,
    List<String> keys,
    Clearness clearness,
    Optional<WhitePatches> whitePatches,
    ToneSample tone,
    CoarseGround ground) {

  /** An acquisition of whose ground nothing is known. */
  public ReadAcquisition(
      Acquisition acquisition,
      BandRecipe recipe,
      List<SceneRequest> requests,
      List<String> keys,
      Clearness clearness,
      Optional<WhitePatches> whitePatches,
      ToneSample tone) {
    this(acquisition, recipe, requests, keys, clearness, whitePatches, tone, CoarseGround.NONE);
  }

  /** The same acquisition with other knowledge of its cloud. */
  ReadAcquisition withClearness(Clearness other) {
    return new ReadAcquisition(
        acquisition, recipe, requests, keys, other, whitePatches, tone, ground);
  }

  /** The same dates' measurement for an acquisition that only describes itself otherwise. */
  ReadAcquisition with(Acquisition other) {
    return new ReadAcquisition(
        other, recipe, requests, keys, clearness, whitePatches, tone, ground);
  }

  /** Hash of the content of its windows, the same on every machine. */
  public String content() {
    return ContentKey.of(String.join(",", keys)).hex();
  }

  /** The acquisition's id. */
  public String id() {
    return acquisition.id();
  }
}

package io.terralapse.read;

import io.terralapse.bands.BandRecipe;
import io.terralapse.model.Acquisition;
import io.terralapse.model.ContentKey;
import io.terralapse.model.SceneWindows;
import io.terralapse.model.ToneCorrection;
import io.terralapse.select.Clearness;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import java.util.ArrayList;
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
 * @param gains by scene and band, factors that match its tiles where they overlap; empty if values
 *     stay
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
    List<List<Double>> gains,
    CoarseGround ground) {

  /** An acquisition whose tiles keep their values, and of whose ground nothing is known. */
  public ReadAcquisition(
      Acquisition acquisition,
      BandRecipe recipe,
      List<SceneRequest> requests,
      List<String> keys,
      Clearness clearness,
      Optional<WhitePatches> whitePatches,
      ToneSample tone) {
    this(
        acquisition,
        recipe,
        requests,
        keys,
        clearness,
        whitePatches,
        tone,
        List.of(),
        CoarseGround.NONE);
  }

  /** Its scenes with the gains that match them, for a mosaic. */
  public List<SceneWindows> matched(List<SceneWindows> scenes) {
    return matched(scenes, gains);
  }

  static List<SceneWindows> matched(List<SceneWindows> scenes, List<List<Double>> gains) {
    List<SceneWindows> matched = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      matched.add(gains.isEmpty() ? scenes.get(i) : scenes.get(i).withGains(gains.get(i)));
    }
    return matched;
  }

  /** The same acquisition with other knowledge of its cloud. */
  ReadAcquisition withClearness(Clearness other) {
    return new ReadAcquisition(
        acquisition, recipe, requests, keys, other, whitePatches, tone, gains, ground);
  }

  /** The same dates' measurement for an acquisition that only describes itself otherwise. */
  ReadAcquisition with(Acquisition other) {
    return new ReadAcquisition(
        other, recipe, requests, keys, clearness, whitePatches, tone, gains, ground);
  }

  /** The same acquisition with the distribution of its values after a correction of its tone. */
  public ReadAcquisition corrected(ToneCorrection correction) {
    return new ReadAcquisition(
        acquisition,
        recipe,
        requests,
        keys,
        clearness,
        whitePatches,
        tone.corrected(correction),
        gains,
        ground.corrected(correction));
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

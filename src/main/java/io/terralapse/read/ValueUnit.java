package io.terralapse.read;

import io.terralapse.model.BandRole;
import io.terralapse.model.Quantity;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.tone.ToneSample;
import java.util.List;

/**
 * The unit that the values of a date are in, as far as they and their sample type show it. Units
 * are listed in the order in which they are preferred if equally many dates have them.
 */
enum ValueUnit {
  /** Reflectance, 0 to about 1. */
  REFLECTANCE(1, "reflectance from 0 to 1"),
  /** Reflectance times 10,000, as most products store it. */
  TEN_THOUSANDTHS(1e-4, "reflectance times 10,000"),
  /** 8-bit values of an image made for viewing. White is shown like a reflectance of 0.3. */
  PICTURE(0.3 / 255, "8-bit values of images made for viewing"),
  /** 8-bit values of unknown meaning. */
  EIGHT_BIT(0, "8-bit values"),
  /** Anything else. */
  UNKNOWN(0, "values as stored");

  /** The per-mille quantile that represents the bright part of a date. */
  static final int BRIGHT = 980;

  /** Clouds and sun glint may be brighter than a white surface, but not as much. */
  private static final double MOST_REFLECTANCE = 4;

  /** Less is darker than deep water in the shadow. */
  private static final double LEAST_REFLECTANCE = 1e-3;

  private static final double LEAST_COUNTS = 150;
  private static final double MOST_COUNTS = 30_000;

  private final double factor;
  private final String text;

  ValueUnit(double factor, String text) {
    this.factor = factor;
    this.text = text;
  }

  /** The unit for people. */
  String text() {
    return text;
  }

  /** Whether values of this unit can be converted to other such units. */
  boolean isConvertible() {
    return factor > 0;
  }

  /** By what values of this unit are multiplied to have another unit; both are convertible. */
  double factorTo(ValueUnit target) {
    return factor / target.factor;
  }

  /**
   * The unit of a date.
   *
   * @param scene its first scene
   * @param bands the bands that are shown of it
   * @param tone its values, not empty
   */
  static ValueUnit of(Scene scene, List<SceneBand> bands, ToneSample tone) {
    SampleType type = bands.get(0).raster().sampleType();
    double bright = bright(tone);
    boolean optical =
        bands.stream().noneMatch(b -> b.role() == BandRole.GREY || b.role() == BandRole.OTHER);
    if (scene.quantity() == Quantity.DISPLAY) {
      return PICTURE;
    }
    boolean reflectance = scene.quantity() == Quantity.REFLECTANCE;
    if (reflectance && bright >= LEAST_REFLECTANCE && bright <= MOST_REFLECTANCE) {
      return REFLECTANCE;
    }
    if (type == SampleType.UINT8 && !reflectance) {
      return EIGHT_BIT;
    }
    if (!optical) {
      return UNKNOWN;
    }
    if (type.isFloating() && bright >= LEAST_REFLECTANCE && bright <= MOST_REFLECTANCE) {
      return REFLECTANCE;
    }
    return bright >= LEAST_COUNTS && bright <= MOST_COUNTS ? TEN_THOUSANDTHS : UNKNOWN;
  }

  /** The bright level of a date: the largest over its channels. */
  static double bright(ToneSample tone) {
    double bright = Double.NEGATIVE_INFINITY;
    for (int b = 0; b < tone.bandCount(); b++) {
      bright = Math.max(bright, tone.quantile(b, BRIGHT));
    }
    return bright;
  }
}

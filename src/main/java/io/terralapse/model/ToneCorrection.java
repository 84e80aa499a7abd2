package io.terralapse.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How the values of one date are brought to the tone of the other dates: {@code gain * value +
 * offset} for each channel. Immutable and thread-safe.
 *
 * @param method where the numbers are from
 * @param gain by channel; empty changes nothing
 * @param offset by channel, units of the channel; as many as gains
 * @param ceiling value at which a picture in display units is white in every band: values near it
 *     are not darkened, since that would colour what is white; 0 if the units have no such value
 * @param floor value of a picture in display units below which the correction fades to nothing at
 *     black, as it then does over a wide range below the ceiling too: a curve that leaves both ends
 *     where they are; 0 if it is straight below the ceiling
 * @param noChangePercent share of the pixels compared that were found unchanged, 0 to 100; 0 if
 *     none were looked for
 * @param residual what is left between this date and those that it was compared with, over pixels
 *     that were not used to find the correction, as a fraction of their values
 * @param reason one sentence on why the values are kept or matched by their levels; empty otherwise
 */
public record ToneCorrection(
    Method method,
    List<Double> gain,
    List<Double> offset,
    double ceiling,
    double floor,
    double noChangePercent,
    double residual,
    String reason) {

  /** The part of the range below the ceiling in which darkening ends. */
  private static final double KNEE = 0.25;

  /** The part of the range below the ceiling over which a curve with a floor returns to it. */
  private static final double SHOULDER = 0.6;

  /** Where a correction is from. */
  public enum Method {
    /** Corrections are off. */
    OFF,
    /** The date keeps its values. */
    KEPT,
    /** Gains over pixels that have not changed. */
    GAIN,
    /** Gains and offsets over pixels that have not changed. */
    FULL,
    /** Dark and bright levels are matched with those of the sequence. */
    LEVELS;

    /** The keyword in ledger and lock. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Corrections are off. */
  public static final ToneCorrection OFF =
      new ToneCorrection(Method.OFF, List.of(), List.of(), 0, 0, 0, 0, "");

  /** Copies the lists. */
  public ToneCorrection {
    gain = List.copyOf(gain);
    offset = List.copyOf(offset);
    if (gain.size() != offset.size()) {
      throw new IllegalArgumentException(gain.size() + " gains, " + offset.size() + " offsets");
    }
    for (int band = 0; band < gain.size(); band++) {
      if (!(gain.get(band) > 0)
          || !Double.isFinite(gain.get(band))
          || !Double.isFinite(offset.get(band))) {
        throw new IllegalArgumentException("gain " + gain.get(band) + " + " + offset.get(band));
      }
    }
  }

  /** The date keeps its values, and the sentence says why. */
  public static ToneCorrection kept(int channels, double noChangePercent, String reason) {
    return new ToneCorrection(
        Method.KEPT,
        Collections.nCopies(channels, 1.0),
        Collections.nCopies(channels, 0.0),
        0,
        0,
        noChangePercent,
        0,
        reason);
  }

  /** Whether it leaves every value as it is. */
  public boolean isIdentity() {
    return gain.stream().allMatch(g -> g == 1) && offset.stream().allMatch(o -> o == 0);
  }

  /** The corrected value of a channel. */
  public double apply(int channel, double value) {
    double corrected = gain.get(channel) * value + offset.get(channel);
    if (ceiling <= 0 || (floor <= 0 && corrected >= value)) {
      return corrected;
    }
    double range = floor > 0 ? SHOULDER : KNEE;
    double full = Math.max(0, Math.min(1, (ceiling - value) / (range * ceiling)));
    if (floor > 0) {
      full *= Math.max(0, Math.min(1, value / floor));
    }
    return value + full * (corrected - value);
  }

  /**
   * Corrects the channels of a frame in place.
   *
   * @throws IllegalArgumentException if the frame has another number of channels
   */
  public void apply(Frame frame) {
    if (isIdentity()) {
      return;
    }
    if (frame.bandCount() != gain.size()) {
      throw new IllegalArgumentException(
          "channels: " + frame.bandCount() + ", correction for " + gain.size());
    }
    for (int channel = 0; channel < gain.size(); channel++) {
      float g = (float) (double) gain.get(channel);
      float o = (float) (double) offset.get(channel);
      if (ceiling > 0 && floor > 0) {
        applyBetween(frame.band(channel), g, o, (float) ceiling, (float) floor);
      } else if (ceiling > 0) {
        applyBelow(frame.band(channel), g, o, (float) ceiling);
      } else {
        apply(frame.band(channel), g, o);
      }
    }
  }

  private static void apply(float[] values, float gain, float offset) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] * gain + offset;
    }
  }

  private static void applyBelow(float[] values, float gain, float offset, float ceiling) {
    float scale = 1 / (float) (KNEE * ceiling);
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      float change = value * gain + offset - value;
      float full = Math.max(0f, Math.min(1f, (ceiling - value) * scale));
      values[i] = value + (change < 0 ? full * change : change);
    }
  }

  private static void applyBetween(
      float[] values, float gain, float offset, float ceiling, float floor) {
    float scale = 1 / (float) (SHOULDER * ceiling);
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      float change = value * gain + offset - value;
      float below = Math.max(0f, Math.min(1f, (ceiling - value) * scale));
      values[i] = value + below * Math.max(0f, Math.min(1f, value / floor)) * change;
    }
  }

  /** Adds everything that decides a picture to a digest. */
  public void addTo(ContentDigest digest) {
    if (isIdentity()) {
      digest.add(0);
      return;
    }
    digest.add(gain.size());
    for (int channel = 0; channel < gain.size(); channel++) {
      digest.add((double) gain.get(channel));
      digest.add((double) offset.get(channel));
    }
    digest.add(ceiling);
    if (floor > 0) {
      digest.add(floor);
    }
  }
}

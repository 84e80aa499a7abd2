package io.terralapse.onset;

/**
 * The pixels of one date in an area and in the ring around it, physical values of the channels that
 * the video shows. Pixels that are not clear are NaN in every channel. Not to be changed once made.
 */
final class AreaSample {
  /** Least share of the area that has to be clear on a date that counts. */
  private static final double AREA_SHARE = 0.6;

  /** The same for the ring. */
  private static final double RING_SHARE = 0.4;

  /** A date on which nothing was seen. */
  static final AreaSample HIDDEN = new AreaSample(new float[0][], new float[0][]);

  private final float[][] area;
  private final float[][] ring;

  /**
   * Takes the arrays over without copying.
   *
   * @param area {@code [channel][pixel]}, the area's pixels in a fixed order
   * @param ring {@code [channel][pixel]}, those of the ring
   */
  AreaSample(float[][] area, float[][] ring) {
    this.area = area;
    this.ring = ring;
  }

  /** Number of channels. */
  int channels() {
    return area.length;
  }

  /** The values of the area's pixels in a channel, live. */
  float[] area(int channel) {
    return area[channel];
  }

  /** The values of the ring's pixels in a channel, live. */
  float[] ring(int channel) {
    return ring[channel];
  }

  /** Whether enough is clear to compare the date with others. */
  boolean isSeen() {
    return area.length > 0 && share(area[0]) >= AREA_SHARE && share(ring[0]) >= RING_SHARE;
  }

  private static double share(float[] values) {
    int clear = 0;
    for (float value : values) {
      clear += Float.isNaN(value) ? 0 : 1;
    }
    return values.length == 0 ? 0 : clear / (double) values.length;
  }
}

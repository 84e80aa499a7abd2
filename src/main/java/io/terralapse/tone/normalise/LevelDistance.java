package io.terralapse.tone.normalise;

/**
 * How far a level of a date is from that of the other dates.
 *
 * @param size root mean square over the channels, log units
 * @param tint how much the channels differ from each other: standard deviation, log units
 */
record LevelDistance(double size, double tint) {
  /** Of the distances of the channels, log units. */
  static LevelDistance of(double[] channels) {
    int k = channels.length;
    double mean = 0;
    double squares = 0;
    for (double distance : channels) {
      mean += distance / k;
      squares += distance * distance / k;
    }
    return new LevelDistance(Math.sqrt(squares), Math.sqrt(Math.max(0, squares - mean * mean)));
  }
}

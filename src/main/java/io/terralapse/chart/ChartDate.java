package io.terralapse.chart;

import io.terralapse.model.AcquisitionDate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a chart shows of one date.
 *
 * @param acquired when
 * @param used whether it is a frame of the video
 * @param refused whether its alignment was refused
 * @param shiftPx length of the measured shift, grid pixels; empty if there is none
 * @param uncertaintyPx one standard deviation of it; 0 if unknown
 * @param cloudPercent 0 to 100; empty if unknown
 * @param coveragePercent 0 to 100; empty if unknown
 * @param gains of its tone by channel; empty if tones are not corrected
 */
public record ChartDate(
    AcquisitionDate acquired,
    boolean used,
    boolean refused,
    OptionalDouble shiftPx,
    double uncertaintyPx,
    OptionalDouble cloudPercent,
    OptionalDouble coveragePercent,
    List<Double> gains) {
  /** Copies the list. */
  public ChartDate {
    gains = List.copyOf(gains);
  }

  long second() {
    return acquired.start().getEpochSecond();
  }
}

package io.terralapse.align;

import io.terralapse.model.Grid;
import io.terralapse.read.SceneRequest;
import java.util.List;

/**
 * About what an alignment takes, from metadata alone. Time and memory are in proportion to the
 * number of dates: every date is compared with the anchor, and one that the anchor constrains only
 * weakly with its neighbours in time. How many these are is only known after pixels were read.
 *
 * @param dates dates that will be aligned
 * @param pairs about as many pairs will be compared, unless the cache has some
 * @param seconds about the time that takes
 * @param bytes about the memory that features of all dates and measurements of all pairs take
 */
public record AlignmentForecast(int dates, int pairs, double seconds, long bytes) {
  /** Pairs per date: with the anchor, and of every seventh date with two neighbours (measured). */
  private static final double PAIRS_PER_DATE = 1.3;

  /** The same for images without georeference, which change more. */
  private static final double PLAIN_PAIRS_PER_DATE = 3;

  /** Search and votes of a pair on one core, of whatever size (bench/README.md). */
  private static final double SECONDS_PER_PAIR = 0.05;

  /** Features of both dates on one core, per pixel (bench/README.md). */
  private static final double SECONDS_PER_PIXEL = 5e-8;

  /** Search of one pair for shift, rotation and scale on one core, measured on 200 x 300 pixels. */
  private static final double PLAIN_SECONDS_PER_PAIR = 0.25;

  /** A reduced image for the choice of the anchor. */
  private static final long BYTES_PER_DATE = 40_000;

  /** A hundred votes of windows. */
  private static final long BYTES_PER_PAIR = 8_000;

  /**
   * Forecasts an alignment.
   *
   * @param grid of the frames
   * @param typical what is read of one of the dates; empty if nothing is
   * @param dates dates that will be aligned
   * @param jobs threads, at least 1
   */
  public static AlignmentForecast of(Grid grid, List<SceneRequest> typical, int dates, int jobs) {
    boolean plain = !grid.hasGroundSize();
    int pairs = (int) Math.round(dates * (plain ? PLAIN_PAIRS_PER_DATE : PAIRS_PER_DATE));
    double seconds = 0;
    if (!typical.isEmpty()) {
      Grid common = ComparisonGrid.of(grid, ComparisonGrid.pixelSize(typical, grid));
      double pixels = ComparisonPart.forecastPixels(common, typical);
      seconds = SECONDS_PER_PIXEL * pixels + (plain ? PLAIN_SECONDS_PER_PAIR : SECONDS_PER_PAIR);
    }
    return new AlignmentForecast(
        dates, pairs, pairs * seconds / jobs, dates * BYTES_PER_DATE + pairs * BYTES_PER_PAIR);
  }
}

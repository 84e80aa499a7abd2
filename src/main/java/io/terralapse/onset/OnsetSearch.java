package io.terralapse.onset;

import io.terralapse.grid.AreaFile;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.warp.Kernel;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.locationtech.jts.geom.Geometry;

/** Looks for the first change of each area of a job. Immutable and thread-safe. */
public final class OnsetSearch {
  private static final String SETTING = "onset";

  private final Grid grid;
  private final Kernel kernel;
  private final WindowStore store;
  private final Progress progress;

  /**
   * A search.
   *
   * @param grid the grid of the frames
   * @param kernel with which they are resampled
   * @param store the dates' source windows
   */
  public OnsetSearch(Grid grid, Kernel kernel, WindowStore store, Progress progress) {
    this.grid = grid;
    this.kernel = kernel;
    this.store = store;
    this.progress = progress;
  }

  /**
   * Searches.
   *
   * @param areas in the order of the configuration
   * @param dates those that the video shows, in order of time
   * @param shiftOf each date's shift; a date whose alignment was refused counts as hidden
   * @return one result for each area
   * @throws io.terralapse.model.UserError (usage) if an area's file cannot be used
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public List<Onset> find(
      List<OnsetArea> areas, List<ReadAcquisition> dates, Function<ReadAcquisition, Shift> shiftOf)
      throws IOException {
    List<Onset> found = new ArrayList<>();
    if (!areas.isEmpty()) {
      progress.stage("looking for the first change", areas.size() * dates.size());
    }
    for (OnsetArea area : areas) {
      AreaSampler sampler = new AreaSampler(store, grid, kernel, polygons(area, grid));
      List<AreaSample> samples = new ArrayList<>();
      for (ReadAcquisition date : dates) {
        Shift shift = shiftOf.apply(date);
        boolean hidden = !sampler.isLargeEnough() || shift.status() == Shift.Status.REFUSED;
        samples.add(hidden ? AreaSample.HIDDEN : sampler.sample(date, shift.appliedDisplacement()));
        progress.step();
      }
      found.add(
          sampler.isLargeEnough()
              ? judged(area.name(), dates, samples)
              : unknown(
                  area.name(), dates, samples, "fewer than 9 of its pixels are in the frame"));
    }
    return found;
  }

  /**
   * The polygons of an area in the CRS of a grid.
   *
   * @throws io.terralapse.model.UserError (usage) if the area's file cannot be used
   */
  public static Geometry polygons(OnsetArea area, Grid grid) {
    return AreaFile.read(SETTING, area.geojson(), grid);
  }

  /** Why the largest statistic of the dates is no onset. */
  private static String withoutOnset(double largest) {
    return largest < OnsetDetector.THRESHOLD
        ? "largest statistic "
            + rounded(largest)
            + ", "
            + rounded(OnsetDetector.THRESHOLD)
            + " needed"
        : "a single one departs, with a statistic of "
            + rounded(largest)
            + ", and the next does not confirm it";
  }

  private static Onset judged(String name, List<ReadAcquisition> dates, List<AreaSample> samples) {
    OnsetDetector.Result result = OnsetDetector.find(samples);
    if (result.statistic().isEmpty()) {
      return unknown(
          name, dates, samples, "too few dates show it clearly for a comparison with its past");
    }
    int seen = seen(samples, 0, samples.size());
    int hidden = samples.size() - seen;
    if (result.after() < 0) {
      return new Onset(
          name,
          "none",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          result.statistic(),
          seen,
          hidden,
          0,
          name
              + ": no departure from its own past on "
              + count(seen, "clear date")
              + " ("
              + withoutOnset(result.statistic().getAsDouble())
              + ").");
    }
    String before = text(dates.get(result.before()));
    String after = text(dates.get(result.after()));
    int between =
        result.after() - result.before() - 1 - seen(samples, result.before() + 1, result.after());
    return new Onset(
        name,
        result.confirmed() ? "found" : "unconfirmed",
        Optional.of(before),
        Optional.of(after),
        result.confirmed() ? Optional.of(text(dates.get(result.confirming()))) : Optional.empty(),
        result.statistic(),
        seen,
        hidden,
        between,
        name
            + ": changed after "
            + before
            + " and not later than "
            + after
            + " (statistic "
            + rounded(result.statistic().getAsDouble())
            + (between > 0 ? "; " + count(between, "date") + " in between hidden" : "")
            + (result.confirmed() ? ")." : "; seen on the last clear date only)."));
  }

  private static Onset unknown(
      String name, List<ReadAcquisition> dates, List<AreaSample> samples, String why) {
    int seen = seen(samples, 0, samples.size());
    return new Onset(
        name,
        "unknown",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        seen,
        dates.size() - seen,
        0,
        name + ": whether it changed is unknown, because " + why + ".");
  }

  private static int seen(List<AreaSample> samples, int from, int to) {
    return (int) samples.subList(from, to).stream().filter(AreaSample::isSeen).count();
  }

  private static String text(ReadAcquisition date) {
    return date.acquisition().acquired().text();
  }

  private static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

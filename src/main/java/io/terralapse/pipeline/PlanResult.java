package io.terralapse.pipeline;

import io.terralapse.align.AlignmentForecast;
import io.terralapse.align.LockForecast;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.revisit.Gap;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a render would do, as far as metadata tell.
 *
 * @param scenes every scene found, by date, then id
 * @param acquisitions frames, if no pixel speaks against one
 * @param grid the frames' raster
 * @param dropped scenes that would not be used
 * @param issues what is wrong with the data
 * @param storeBytes most that the cache will take more than it has
 * @param freeBytes free on the cache's disk
 * @param durationSeconds the video's length
 * @param lock what the lock means for the run
 * @param positionAccuracyM published accuracy of the least accurate change of datum from a scene to
 *     the grid, metres; 0 if there is none; null if one is not known
 * @param alignment about what the alignment takes; null if no date has to be aligned
 * @param enlargement side of a native pixel of the finest scene, in pixels of the frame; null if it
 *     is not known
 * @param gaps times without a date, of scenes from a catalogue, as far as metadata tell
 * @param page file on which area and dates are chosen; null unless it was requested
 */
public record PlanResult(
    List<PlannedScene> scenes,
    int acquisitions,
    Grid grid,
    List<Dropped> dropped,
    List<Issue> issues,
    long storeBytes,
    long freeBytes,
    double durationSeconds,
    LockForecast lock,
    @Nullable Double positionAccuracyM,
    @Nullable AlignmentForecast alignment,
    @Nullable Double enlargement,
    List<Gap> gaps,
    @Nullable Path page) {

  /**
   * One scene.
   *
   * @param acquisitionId the frame that it is part of; its own id if it is not used
   * @param acquired its date, as precisely as is known
   * @param dateSource how the date is known, as in the ledger
   * @param status {@code used} or {@code dropped}
   * @param reason an identifier for why it was dropped; empty if used
   * @param cloudPercent cloud over the whole scene by its catalogue; null if that does not tell
   */
  public record PlannedScene(
      String id,
      String acquisitionId,
      String sensor,
      String acquired,
      String dateSource,
      String status,
      String reason,
      @Nullable Double cloudPercent) {}
}

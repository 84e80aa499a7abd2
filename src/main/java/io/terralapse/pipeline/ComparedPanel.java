package io.terralapse.pipeline;

import io.terralapse.config.Comparison;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.SecondPanel;
import io.terralapse.furniture.Undrawable;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.pace.SharedTimeline;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second panel of a job, as metadata decide it: found, selected and planned as a job of its
 * own, with a lock of its own.
 *
 * @param comparison what the settings say
 * @param context of the panel, which shares everything with that of the job but the settings
 * @param lock of the panel
 */
record ComparedPanel(
    Comparison comparison, RunContext context, LockFile lock, SceneInventory inventory) {

  /** Begins sentences that name a setting which both panels have. */
  private static final String SECOND = "compare: the second panel: ";

  /** Between the hashes of two locks. */
  private static final String BOTH = "+";

  /** How the scenes of a panel are found and planned. */
  @FunctionalInterface
  private interface Planner {
    SceneInventory plan(RunContext panel, LockFile lock) throws Exception;
  }

  /**
   * Plans the second panel of a job; empty if it has none.
   *
   * @throws UserError if there is nothing to show in it
   */
  static Optional<ComparedPanel> plan(RunContext job) throws Exception {
    return plan(
        job, (panel, lock) -> panel.planReading(panel.georeferenced(panel.findScenes()), lock));
  }

  /** The same from metadata alone, which may promise more than the files contain. */
  static Optional<ComparedPanel> planFromMetadata(RunContext job) throws Exception {
    return plan(job, (panel, lock) -> panel.planGrid(panel.findScenes(), lock));
  }

  private static Optional<ComparedPanel> plan(RunContext job, Planner planner) throws Exception {
    Optional<RunContext> panel = job.panel();
    if (panel.isEmpty()) {
      return Optional.empty();
    }
    RunContext context = panel.get();
    try {
      Undrawable.refuse(context.job().furniture());
      LockFile lock = context.openLock();
      SceneInventory inventory = planner.plan(context, lock);
      inventory.requireDates(context.job(), 1);
      return Optional.of(
          new ComparedPanel(job.job().comparison().orElseThrow(), context, lock, inventory));
    } catch (NoUsableScenesException none) {
      throw nothing(none);
    } catch (UserError wrong) {
      throw new UserError(wrong.exitCode(), SECOND + wrong.getMessage(), wrong);
    }
  }

  /** Adds issues that have not been raised for the first panel. */
  static void addNew(List<Issue> more, List<Issue> issues) {
    more.stream().filter(issue -> !issues.contains(issue)).forEach(issues::add);
  }

  private static UserError nothing(NoUsableScenesException none) {
    return UserError.noTimelapse(SECOND + none.getMessage());
  }

  /**
   * Measures the dates of the panel. Of the same scenes on the same grid, the alignment is that of
   * the first panel.
   */
  Measured measure(SceneInventory firstInventory, Measurement first, int least) throws Exception {
    boolean aligned =
        comparison.sameScenes() && inventory.plan().grid().equals(firstInventory.plan().grid());
    Measurement measured;
    try {
      measured =
          Measurement.of(
              context, inventory, lock, false, 1, aligned ? Optional.of(first) : Optional.empty());
    } catch (NoUsableScenesException none) {
      throw nothing(none);
    }
    SharedTimeline timeline =
        comparison.sameScenes()
            ? SharedTimeline.ofSame(ids(first), ids(measured))
            : SharedTimeline.of(acquired(first), acquired(measured));
    if (timeline.frames().size() < Math.max(1, least)) {
      throw UserError.noTimelapse(
          "compare: only "
              + timeline.frames().size()
              + " frames have a picture in both panels; "
              + (comparison.sameScenes()
                  ? "choose bands that the scenes have, or add scenes."
                  : "add scenes of the same period to the panel that lacks them."));
    }
    return new Measured(this, measured, timeline);
  }

  private static List<String> ids(Measurement measured) {
    return measured.dates().stream().map(ReadAcquisition::id).toList();
  }

  private static List<AcquisitionDate> acquired(Measurement measured) {
    return measured.dates().stream().map(date -> date.acquisition().acquired()).toList();
  }

  /**
   * The panel with what was measured of it.
   *
   * @param timeline which dates the frames show
   */
  record Measured(ComparedPanel panel, Measurement measured, SharedTimeline timeline) {
    /** From which dates gaps are filled. */
    FillOrder fill() {
      return measured.fill(panel.context().job().fill());
    }

    /** The times of the frames: that of the later date of each. */
    List<AcquisitionDate> times(Measurement first) {
      List<AcquisitionDate> times = new ArrayList<>();
      for (SharedTimeline.Pair pair : timeline.frames()) {
        AcquisitionDate a = first.dates().get(pair.first()).acquisition().acquired();
        AcquisitionDate b = measured.dates().get(pair.second()).acquisition().acquired();
        times.add(a.start().isBefore(b.start()) ? b : a);
      }
      return times;
    }

    /** What the first panel of each frame shows. */
    List<FramePlan> plans(List<FramePlan> dates) {
      List<FramePlan> plans = new ArrayList<>();
      for (SharedTimeline.Pair pair : timeline.frames()) {
        plans.add(dates.get(pair.first()).at(plans.size()));
      }
      return plans;
    }

    /** The drawing of the panel alone. */
    RenditionDrawing drawing() {
      return new RenditionDrawing(
          panel.context(),
          panel.inventory(),
          RenditionDrawing.plan(panel.context(), panel.inventory()),
          measured,
          fill(),
          panel.context().furniture(panel.inventory(), fill(), panel.lock()),
          RenditionSequences.NONE,
          Optional.empty(),
          List.of());
    }

    /** The panel as part of frames. */
    SecondPanel second(RenditionDrawing drawing) {
      List<FramePlan> dates = measured.plans(fill());
      List<FramePlan> plans = new ArrayList<>();
      for (SharedTimeline.Pair pair : timeline.frames()) {
        plans.add(dates.get(pair.second()).at(plans.size()));
      }
      return new SecondPanel(drawing.main(), plans, panel.comparison().below(), Comparison.DIVIDER);
    }
  }

  /** The hash of what is locked for both panels. */
  static String lockHash(RunContext job, String first) throws IOException {
    Optional<RunContext> panel = job.panel();
    return panel.isEmpty() ? first : joined(first, LockFile.hash(panel.get().openLock().found()));
  }

  /**
   * Names of the locks that published files were made with and that are missing now.
   *
   * @param publishedHash of the locks of both panels, from the ledger
   * @param second of the second panel, if there is one now
   */
  static List<String> lostLocks(String publishedHash, LockFile first, Optional<LockFile> second) {
    List<String> names = new ArrayList<>();
    if (!publishedHash.isEmpty() && first.isMissing()) {
      names.add(first.name());
    }
    second
        .filter(two -> publishedHash.contains(BOTH) && two.isMissing())
        .ifPresent(two -> names.add(two.name()));
    return names;
  }

  /** One hash of two; empty if there is no lock at all. */
  static String joined(String first, String second) {
    return first.isEmpty() && second.isEmpty() ? "" : first + BOTH + second;
  }
}

package io.terralapse.pipeline;

import io.terralapse.align.LockedAlignment;
import io.terralapse.align.ReferenceImage;
import io.terralapse.align.SequenceAligner;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.read.ReadSelection;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.StretchEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pass 1, whole: what has to be known of the sequence before any frame can be drawn.
 *
 * @param read every date that could be read, in order
 * @param dates the film's dates, in order
 * @param alignment a shift for each
 * @param stretch one for all
 * @param dropped scenes that fell out while measuring
 * @param issues what was wrong on the way
 */
public record Measurement(
    List<ReadAcquisition> read,
    List<ReadAcquisition> dates,
    SequenceAligner.Result alignment,
    Stretch stretch,
    List<DroppedScene> dropped,
    List<Issue> issues) {

  /**
   * Reads, judges, aligns and pools.
   *
   * @param lock what published frames stand on
   * @param evidence measure what people want to see, beside what the film needs
   * @throws NoUsableScenesException if no date is left
   */
  public static Measurement of(
      JobSettings job,
      SceneInventory survey,
      Stores stores,
      LockFile lock,
      boolean evidence,
      Progress progress)
      throws Exception {
    MemoryPlan memory =
        MemoryPlan.of(
            survey.plan().grid(),
            job.memoryBytes(),
            job.jobs(),
            MemoryPlan.fillBytesPerPixel(job.fill()));
    try (Workers workers = new Workers("measure", memory.workers())) {
      ReadPass.Result read =
          new ReadPass(
                  survey.plan(),
                  survey.bands(),
                  stores.windows(),
                  job.coregister().maxShiftM(),
                  progress)
              .run(workers);
      List<DroppedScene> dropped = new ArrayList<>(read.dropped());
      List<Issue> issues = new ArrayList<>(read.issues());
      List<ReadAcquisition> chosen =
          orThrow(ReadSelection.choose(job.select(), read.dates(), dropped), dropped);
      SequenceAligner.Result alignment =
          job.coregister().enabled()
              ? align(job, survey, stores, lock, evidence, progress, chosen, workers)
              : SequenceAligner.Result.off(chosen);
      issues.addAll(alignment.issues());
      List<ReadAcquisition> kept = aligned(job, chosen, alignment, dropped);
      Stretch stretch =
          StretchEstimator.estimate(
              kept.stream().map(ReadAcquisition::tone).toList(),
              ChannelTone.tone(job, survey.bands()),
              survey.bands().quantity(quantity(kept)));
      return new Measurement(read.dates(), kept, alignment, stretch, dropped, issues);
    }
  }

  private static SequenceAligner.Result align(
      JobSettings job,
      SceneInventory survey,
      Stores stores,
      LockFile lock,
      boolean evidence,
      Progress progress,
      List<ReadAcquisition> dates,
      Workers workers)
      throws Exception {
    Optional<ReadAcquisition> outside = reference(job, survey, stores, workers, progress);
    Grid grid = survey.plan().grid();
    LockedAlignment held =
        LockedAlignment.of(lock, LockedAlignment.basis(grid, job.coregister()), dates, outside);
    return new SequenceAligner(
            grid, job.coregister(), stores.windows(), stores.edges(), evidence, progress)
        .run(dates, outside, held, workers);
  }

  private static Optional<ReadAcquisition> reference(
      JobSettings job, SceneInventory survey, Stores stores, Workers workers, Progress progress)
      throws Exception {
    if (survey.reference().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ReferenceImage.read(
            survey.reference().get(),
            survey.plan(),
            job.coregister().maxShiftM(),
            stores.windows(),
            workers,
            progress));
  }

  private static List<ReadAcquisition> aligned(
      JobSettings job,
      List<ReadAcquisition> dates,
      SequenceAligner.Result alignment,
      List<DroppedScene> dropped)
      throws NoUsableScenesException {
    if (!job.coregister().dropRefused()) {
      return dates;
    }
    List<ReadAcquisition> kept = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      if (alignment.shiftOf(date).status() == Shift.Status.REFUSED) {
        ReadSelection.drop(
            date.acquisition(),
            "refused",
            date.id() + " could not be aligned, and coregister.on_refusal is drop.",
            dropped);
      } else {
        kept.add(date);
      }
    }
    return orThrow(kept, dropped);
  }

  private static List<ReadAcquisition> orThrow(
      List<ReadAcquisition> kept, List<DroppedScene> dropped) throws NoUsableScenesException {
    if (kept.isEmpty()) {
      String first = dropped.isEmpty() ? "no scene could be read." : dropped.get(0).detail();
      throw new NoUsableScenesException(
          "scenes: none is left for the film; the first reason is: " + first, dropped);
    }
    return kept;
  }

  /** What most dates' values mean; the first one's on a tie. */
  private static Quantity quantity(List<ReadAcquisition> dates) {
    Quantity best = dates.get(0).acquisition().scenes().get(0).quantity();
    long most = 0;
    for (Quantity quantity : Quantity.values()) {
      long count =
          dates.stream()
              .filter(d -> d.acquisition().scenes().get(0).quantity() == quantity)
              .count();
      if (count > most) {
        most = count;
        best = quantity;
      }
    }
    return best;
  }
}

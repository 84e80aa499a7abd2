package io.terralapse.pipeline;

import io.terralapse.align.AnchorPreviews;
import io.terralapse.align.ReferenceReader;
import io.terralapse.align.SequenceAligner;
import io.terralapse.align.SequenceAlignment;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.draw.DrawPass;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FramePlanner;
import io.terralapse.inventory.LockedSettings;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.Shift;
import io.terralapse.onset.Onset;
import io.terralapse.onset.OnsetSearch;
import io.terralapse.read.ClippedFrames;
import io.terralapse.read.FilledGaps;
import io.terralapse.read.LockedFrames;
import io.terralapse.read.OffsetJumps;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.read.ReadSelection;
import io.terralapse.read.SelectionAdvice;
import io.terralapse.report.AlignmentEvidence;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import io.terralapse.tone.Deflicker;
import io.terralapse.tone.LockedStretch;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.StretchEstimator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pass 1: what has to be known of the whole sequence before any frame can be drawn.
 *
 * @param inventory what was measured: that of the plan, unless unreadable scenes were replaced by
 *     others of the same observation
 * @param read every acquisition that could be read, in order of time
 * @param dates those that are used, in order of time
 * @param alignment a shift for each of them
 * @param tones the correction of each date's values
 * @param tone the stretch of all, and what the lock keeps of it
 * @param frames what the lock keeps of the frames
 * @param dropped scenes that were dropped while measuring
 * @param issues what was wrong with the data
 * @param notices choices of the lock that all present dates would make otherwise
 */
record Measurement(
    SceneInventory inventory,
    List<ReadAcquisition> read,
    List<ReadAcquisition> dates,
    SequenceAlignment alignment,
    DateTones tones,
    LockedStretch tone,
    LockedFrames frames,
    List<DroppedScene> dropped,
    List<Issue> issues,
    List<String> notices) {

  /**
   * Reads, selects, aligns, and estimates the stretch.
   *
   * @param evidence measure what the alignment page shows, beside what the video needs
   * @param least how many dates have to be left
   * @throws NoUsableScenesException if fewer are
   */
  static Measurement of(
      RunContext context, SceneInventory inventory, LockFile lock, boolean evidence, int least)
      throws Exception {
    return of(context, inventory, lock, evidence, least, Optional.empty());
  }

  /**
   * As the other method, for dates that another measurement has aligned on the same grid: those of
   * them that can be read keep its shifts.
   */
  static Measurement of(
      RunContext context,
      SceneInventory inventory,
      LockFile lock,
      boolean evidence,
      int least,
      Optional<Measurement> aligned)
      throws Exception {
    JobSettings job = context.job();
    MemoryPlan memory =
        MemoryPlan.of(
            inventory.plan().grid(),
            job.memoryBytes(),
            job.jobs(),
            DrawPass.extraBytesPerPixel(
                List.of(), job.fill() == FillOrder.AUTO ? FillOrder.NONE : job.fill()));
    LockedFrames frames = LockedFrames.of(lock, LockedSettings.frames(job));
    try (Workers workers = new Workers("measure", memory.workers())) {
      AnchorPreviews previews =
          new AnchorPreviews(lock.isReplaced() || lock.found().flatMap(Lock::alignment).isEmpty());
      ReadPass pass = pass(context, inventory, previews);
      previews.readMissingBy(pass::preview);
      ReadPass.Result read = pass.run(workers, Optional.of(frames));
      Optional<SceneInventory> other = context.findPlanWithout(read.dropped(), inventory, lock);
      if (other.isPresent()) {
        return of(context, other.get(), lock, evidence, least, aligned);
      }
      List<ReadAcquisition> measured =
          ReadSelection.withoutPersistentCloud(job.select(), read.acquisitions());
      List<DroppedScene> dropped = new ArrayList<>(read.dropped());
      List<Issue> issues = new ArrayList<>(read.issues());
      List<ReadAcquisition> chosen =
          aligned.isPresent()
              ? aligned.get().sameDates(measured, dropped)
              : ReadSelection.choose(job.select(), measured, Optional.of(frames), dropped);
      Enough enough = new Enough(inventory, job, measured, dropped, issues, least);
      enough.check(chosen);
      SequenceAlignment alignment =
          aligned.isPresent()
              ? aligned.get().alignment().quietly()
              : job.coregister().enabled()
                  ? align(context, inventory, chosen, previews, lock, evidence, workers)
                  : SequenceAlignment.off(chosen);
      issues.addAll(alignment.issues());
      List<ReadAcquisition> kept = frames.credited(withoutRefused(job, chosen, alignment, dropped));
      enough.check(kept);
      DateTones tones =
          DateTones.of(context, inventory, kept, alignment::shiftOf, lock, pass, workers);
      List<ReadAcquisition> toned = tones.corrected(kept);
      LockedStretch tone = stretch(context, inventory, toned, lock, frames.isPublished(kept));
      issues.addAll(tone.issues());
      if (job.fill() == FillOrder.AUTO) {
        FilledGaps.find(kept).ifPresent(issues::add);
      }
      issues.addAll(OffsetJumps.find(kept));
      issues.addAll(ClippedFrames.find(toned, tone.stretch()));
      List<String> notices = notices(read, alignment, tone, lock);
      return new Measurement(
          inventory, measured, kept, alignment, tones, tone, frames, dropped, issues, notices);
    }
  }

  private static ReadPass pass(
      RunContext context, SceneInventory inventory, AnchorPreviews previews) throws IOException {
    JobSettings job = context.job();
    return new ReadPass(
        inventory.plan(),
        inventory.bands(),
        context.stores().windows(),
        job.coregister().maxShiftM(),
        context.progress(),
        previews,
        context.stores().measurements(),
        job.tone().deflicker() != Deflicker.OFF);
  }

  /** Those of some dates that this measurement uses; the others are dropped. */
  private List<ReadAcquisition> sameDates(
      List<ReadAcquisition> others, List<DroppedScene> without) {
    List<String> used = dates.stream().map(ReadAcquisition::id).toList();
    List<ReadAcquisition> same = new ArrayList<>();
    for (ReadAcquisition date : others) {
      if (used.contains(date.id())) {
        same.add(date);
      } else {
        ReadSelection.drop(
            date.acquisition(),
            LedgerBuilder.COMPARE,
            date.id() + " is not used: the first panel does not show it.",
            without);
      }
    }
    return same;
  }

  private static List<String> notices(
      ReadPass.Result read, SequenceAlignment alignment, LockedStretch tone, LockFile lock) {
    List<String> notices = new ArrayList<>(alignment.notices());
    notices.addAll(tone.notices());
    read.keptUnit()
        .ifPresent(
            unit ->
                notices.add(
                    lock.name() + " keeps " + unit + "; run with --relock to choose it again."));
    return notices;
  }

  /** One stretch for dates whose tones are corrected, or that of the lock. */
  private static LockedStretch stretch(
      RunContext context,
      SceneInventory inventory,
      List<ReadAcquisition> toned,
      LockFile lock,
      boolean published) {
    context.progress().stage("estimating the stretch", 0);
    Stretch stretch =
        StretchEstimator.estimate(
            toned.stream().map(ReadAcquisition::tone).toList(),
            ChannelTone.of(context.job().tone(), inventory.bands()),
            quantity(inventory, toned));
    return LockedStretch.of(
        lock, LockedSettings.stretch(context.job(), inventory.bands()), stretch, published);
  }

  /** What the channels of most dates mean. */
  static Quantity quantity(SceneInventory inventory, List<ReadAcquisition> dates) {
    return inventory.bands().quantity(commonQuantity(dates));
  }

  /** The requested filling; none if it is for gaps that no date has. */
  FillOrder fill(FillOrder requested) {
    return requested == FillOrder.AUTO
            && dates.stream().noneMatch(date -> date.clearness().gapPercent() > 0)
        ? FillOrder.NONE
        : requested;
  }

  /** The stretch of all frames. */
  Stretch stretch() {
    return tone.stretch();
  }

  /** One frame for each date, those that are published filled from the dates that they were. */
  List<FramePlan> plans(FillOrder fill) {
    return FramePlanner.of(
        dates,
        date -> new FramePlan.Placed(date, alignment.shiftOf(date), tones.of(date)),
        fill,
        frames::findSources);
  }

  /** The evidence for the alignment, from which its page is made. */
  AlignmentEvidence evidence(RunContext context, SceneInventory inventory) {
    return new AlignmentEvidence(
        context.job().furniture().title().orElse(context.job().name()),
        inventory.plan().grid(),
        dates,
        context
            .job()
            .furniture()
            .dateNames(dates.stream().map(date -> date.acquisition().acquired()).toList()),
        alignment,
        stretch(),
        context.stores().windows(),
        context.job().jobs(),
        context.progress());
  }

  /** The first change of each area that the job names. */
  List<Onset> onsets(RunContext context, Grid grid) throws IOException {
    return new OnsetSearch(grid, context.kernel(), context.stores().windows(), context.progress())
        .find(context.job().onset(), dates, alignment::shiftOf);
  }

  private static SequenceAlignment align(
      RunContext context,
      SceneInventory inventory,
      List<ReadAcquisition> dates,
      AnchorPreviews previews,
      LockFile lock,
      boolean evidence,
      Workers workers)
      throws Exception {
    Optional<ReadAcquisition> reference = Optional.empty();
    if (inventory.reference().isPresent()) {
      reference =
          Optional.of(
              ReferenceReader.read(
                  inventory.reference().get(),
                  inventory.plan(),
                  context.job().coregister().maxShiftM(),
                  context.stores().windows(),
                  workers,
                  context.progress()));
    }
    return new SequenceAligner(
            inventory.plan().grid(),
            context.job().coregister(),
            context.stores().windows(),
            context.stores().edges(),
            evidence,
            context.progress())
        .align(dates, reference, previews, lock, workers);
  }

  /** Drops refused dates if {@code coregister.on_refusal} asks for it. */
  private static List<ReadAcquisition> withoutRefused(
      JobSettings job,
      List<ReadAcquisition> dates,
      SequenceAlignment alignment,
      List<DroppedScene> dropped) {
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
    return kept;
  }

  /**
   * Whether enough dates are left.
   *
   * @param dropped grows while dates are dropped
   * @param issues grows as well
   */
  private record Enough(
      SceneInventory inventory,
      JobSettings job,
      List<ReadAcquisition> read,
      List<DroppedScene> dropped,
      List<Issue> issues,
      int least) {

    void check(List<ReadAcquisition> kept) throws NoUsableScenesException {
      if (kept.size() >= least) {
        return;
      }
      List<DroppedScene> all = new ArrayList<>(inventory.dropped());
      all.addAll(dropped);
      int scenes = kept.stream().mapToInt(date -> date.acquisition().scenes().size()).sum();
      Optional<String> why =
          SelectionAdvice.of(job.select(), read, all, scenes, Math.max(2, least));
      List<Issue> allIssues = new ArrayList<>(inventory.issues());
      allIssues.addAll(issues);
      throw new NoUsableScenesException(
          NoUsableScenesException.tooFew(kept.size(), why),
          NoUsableScenesException.withUnused(
              all, kept.stream().map(ReadAcquisition::acquisition).toList()),
          allIssues);
    }
  }

  /** The quantity of most dates; that of the first one on a tie. */
  private static Quantity commonQuantity(List<ReadAcquisition> dates) {
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

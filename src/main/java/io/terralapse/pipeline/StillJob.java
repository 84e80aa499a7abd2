package io.terralapse.pipeline;

import io.terralapse.align.GeoreferenceTransfer;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FramePlanner;
import io.terralapse.encode.Poster;
import io.terralapse.grid.GridPlan;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.StretchEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One date as a picture. At full quality it is the film's own frame, so the whole sequence is
 * measured (quick once a render has filled the cache); a draft reads that date alone, stretches it
 * by itself and leaves it where its georeference says.
 */
final class StillJob {
  private final JobSettings job;
  private final RunOptions options;
  private final Inputs inputs;
  private final Stores stores;
  private final LockFile lock;
  private final Progress progress;

  StillJob(
      JobSettings job,
      RunOptions options,
      Inputs inputs,
      Stores stores,
      LockFile lock,
      Progress progress) {
    this.options = options;
    this.inputs = inputs;
    this.job = job;
    this.stores = stores;
    this.lock = lock;
    this.progress = progress;
  }

  StillResult run(StillRequest request) throws Exception {
    try {
      SceneInventory survey =
          SceneInventory.of(
              job, GeoreferenceTransfer.lend(job, SceneInventory.candidates(job, inputs), stores));
      Acquisition wanted = find(survey.plan().acquisitions(), request.date());
      return request.draft() ? draft(survey, wanted, request) : full(survey, wanted, request);
    } catch (NoUsableScenesException nothing) {
      throw nothing.asUserError();
    }
  }

  private StillResult full(SceneInventory survey, Acquisition wanted, StillRequest request)
      throws Exception {
    Measurement measurement = Measurement.of(job, survey, stores, lock, false, progress);
    refuseIfStrict(survey.issues(), measurement.issues());
    for (FramePlan frame : FramePlanner.of(measurement, job.fill())) {
      if (frame.date().id().equals(wanted.id())) {
        return draw(survey, frame, measurement.stretch(), request);
      }
    }
    String why =
        measurement.dropped().stream()
            .filter(
                dropped ->
                    wanted.scenes().stream().anyMatch(s -> s.id().equals(dropped.scene().id())))
            .map(dropped -> dropped.detail())
            .findFirst()
            .orElse("it was dropped.");
    throw UserError.noTimelapse(request.date() + ": that date is not in the film: " + why);
  }

  private StillResult draft(SceneInventory survey, Acquisition wanted, StillRequest request)
      throws Exception {
    GridPlan plan = survey.plan();
    GridPlan alone = new GridPlan(plan.grid(), plan.area(), List.of(wanted), List.of(), List.of());
    try (Workers workers = new Workers("measure", 1)) {
      ReadPass.Result read =
          new ReadPass(
                  alone, survey.bands(), stores.windows(), job.coregister().maxShiftM(), progress)
              .run(workers);
      if (read.dates().isEmpty()) {
        throw UserError.noTimelapse(read.dropped().get(0).detail());
      }
      refuseIfStrict(survey.issues(), read.issues());
      ReadAcquisition date = read.dates().get(0);
      Stretch stretch =
          StretchEstimator.estimate(
              List.of(date.tone()),
              ChannelTone.tone(job, survey.bands()),
              survey.bands().quantity(wanted.scenes().get(0).quantity()));
      FramePlan frame = FramePlanner.of(0, date, Shift.OFF);
      return draw(survey, frame, stretch, request);
    }
  }

  private void refuseIfStrict(List<Issue> found, List<Issue> measured) {
    List<Issue> issues = new ArrayList<>(found);
    issues.addAll(measured);
    options.refuseIfStrict(issues, "no image was written");
  }

  private StillResult draw(
      SceneInventory survey, FramePlan frame, Stretch stretch, StillRequest request)
      throws Exception {
    Picture picture =
        FramePlanner.renderer(job, survey, stretch, FramePlanner.furniture(job, survey), stores)
            .render(frame);
    String name = request.out().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      Poster.writePng(request.out(), picture);
    } else {
      Poster.writeJpeg(request.out(), picture, Poster.QUALITY);
    }
    return new StillResult(
        request.out(),
        frame.date().id(),
        frame.date().acquisition().acquired().text(),
        picture.width(),
        picture.height());
  }

  private static Acquisition find(List<Acquisition> acquisitions, String date) {
    for (Acquisition acquisition : acquisitions) {
      boolean named = acquisition.scenes().stream().map(Scene::id).anyMatch(date::equals);
      if (named || acquisition.acquired().text().startsWith(date)) {
        return acquisition;
      }
    }
    throw UserError.usage(
        date + ": no scene has this date or id; `terralapse plan` lists what there is.");
  }
}

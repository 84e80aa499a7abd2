package io.terralapse.pipeline;

import io.terralapse.draw.ChannelTone;
import io.terralapse.draw.FrameFurniture;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FramePlanner;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.draw.FrameSettings;
import io.terralapse.encode.Poster;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.Undrawable;
import io.terralapse.grid.GridPlan;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.publish.TargetFile;
import io.terralapse.read.PreviewListener;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.StretchEstimator;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One date as a picture. At full quality it is the video's own frame, so the whole sequence is
 * measured, which is quick once a render has filled the cache. A draft reads that date alone,
 * estimates its stretch from it, and keeps its georeference.
 */
final class StillJob {
  private static final Pattern NAME =
      Pattern.compile(".*\\.(?:png|jpe?g)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final RunContext context;
  private final StillRequest request;

  StillJob(RunContext context, StillRequest request) {
    this.context = context;
    this.request = request;
  }

  StillResult run() throws Exception {
    refuseOutput();
    Undrawable.refuse(context.job().furniture());
    try {
      CandidateScenes candidates = context.georeferenced(context.findScenes());
      LockFile lock = context.openLock();
      SceneInventory inventory = context.planReading(candidates, lock);
      Acquisition requested = find(inventory, request.date());
      return request.draft() ? draft(inventory, lock, requested) : full(inventory, lock);
    } catch (NoUsableScenesException none) {
      throw none.asUserError();
    }
  }

  private void refuseOutput() {
    if (!NAME.matcher(request.out().toString()).matches() && !Files.isDirectory(request.out())) {
      throw UserError.usage(
          request.out()
              + ": ends with neither .png nor .jpg; name the image so that its format is known.");
    }
    TargetFile.refuseUnwritable(request.out(), "name another file with -o");
  }

  private StillResult full(SceneInventory planned, LockFile lock) throws Exception {
    Measurement measured = Measurement.of(context, planned, lock, false, 1);
    SceneInventory inventory = measured.inventory();
    // A scene that cannot be read may be replaced by another of the same date.
    Acquisition requested = find(inventory, request.date());
    refuseIfStrict(inventory.issues(), measured.issues());
    for (FramePlan frame : measured.plans(measured.fill(context.job().fill()))) {
      if (frame.date().id().equals(requested.id())) {
        FrameSettings settings = context.frameSettings(measured.fill(context.job().fill()));
        List<DroppedScene> dropped = new ArrayList<>(inventory.dropped());
        dropped.addAll(measured.dropped());
        return draw(
            inventory, lock, frame, measured.dates(), dropped, measured.stretch(), settings);
      }
    }
    String why =
        measured.dropped().stream()
            .filter(
                dropped ->
                    requested.scenes().stream().anyMatch(s -> s.id().equals(dropped.scene().id())))
            .map(DroppedScene::detail)
            .findFirst()
            .orElse("it was dropped.");
    throw UserError.noTimelapse(
        request.date() + " is not in the video: " + why + " To see it, draw it with --draft.");
  }

  private StillResult draft(SceneInventory inventory, LockFile lock, Acquisition requested)
      throws Exception {
    GridPlan plan = inventory.plan();
    GridPlan alone =
        new GridPlan(plan.grid(), plan.area(), List.of(requested), List.of(), List.of());
    try (Workers workers = new Workers("measure", 1)) {
      ReadPass.Result read =
          new ReadPass(
                  alone,
                  inventory.bands(),
                  context.stores().windows(),
                  context.job().coregister().maxShiftM(),
                  context.progress(),
                  PreviewListener.NONE)
              .run(workers);
      if (read.acquisitions().isEmpty()) {
        throw UserError.noTimelapse(read.dropped().get(0).detail());
      }
      refuseIfStrict(inventory.issues(), read.issues());
      ReadAcquisition date = read.acquisitions().get(0);
      Stretch stretch =
          StretchEstimator.estimate(
              List.of(date.tone()),
              ChannelTone.of(context.job().tone(), inventory.bands()),
              inventory.bands().quantity(requested.scenes().get(0).quantity()));
      return draw(
          inventory,
          lock,
          FramePlanner.of(0, date, Shift.OFF),
          List.of(date),
          List.of(),
          stretch,
          context.frameSettings(FillOrder.NONE));
    }
  }

  private void refuseIfStrict(List<Issue> found, List<Issue> measured) {
    List<Issue> issues = new ArrayList<>(found);
    issues.addAll(measured);
    context.options().refuseIfStrict(issues, "no image was written");
  }

  private StillResult draw(
      SceneInventory inventory,
      LockFile lock,
      FramePlan frame,
      List<ReadAcquisition> dates,
      List<DroppedScene> dropped,
      Stretch stretch,
      FrameSettings settings)
      throws Exception {
    context.progress().stage("drawing", 1);
    FurniturePainter furniture =
        FrameFurniture.complete(
            FrameFurniture.of(
                settings,
                inventory.plan().grid(),
                inventory.plan().acquisitions(),
                inventory.bands(),
                context.lockedFurniture(inventory, lock)),
            dates,
            dropped,
            stretch,
            inventory.plan().grid(),
            inventory.plan().grid());
    Picture picture =
        FrameRenderer.of(
                settings,
                inventory.plan(),
                inventory.bands(),
                stretch,
                furniture,
                context.stores().windows())
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

  private static Acquisition find(SceneInventory inventory, String date) {
    for (Acquisition acquisition : inventory.plan().acquisitions()) {
      if (acquisition.scenes().stream().anyMatch(scene -> scene.id().equals(date))
          || isOn(acquisition.acquired(), date)) {
        return acquisition;
      }
    }
    for (DroppedScene dropped : inventory.dropped()) {
      if (dropped.scene().id().equals(date) || isOn(dropped.scene().acquired(), date)) {
        throw UserError.noTimelapse(date + " is not in the video: " + dropped.detail());
      }
    }
    throw UserError.usage(
        date + ": no scene has this date or id; `terralapse plan --all` lists them.");
  }

  /** Whether a date is this one or begins like it; a plan shows the time after a space. */
  private static boolean isOn(AcquisitionDate acquired, String date) {
    return acquired.text().startsWith(date.replace(' ', 'T'));
  }
}

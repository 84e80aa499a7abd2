package io.terralapse.pipeline;

import io.terralapse.bands.BandRecipe;
import io.terralapse.catalog.Catalogue;
import io.terralapse.catalog.SceneFinder;
import io.terralapse.catalog.files.FileLabels;
import io.terralapse.catalog.scene.BandFilter;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.DrawPass;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.FolderProposal.Change;
import io.terralapse.read.PreviewListener;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.read.SelectionAdvice;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Workers;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the settings with which a folder of scenes renders. Reads the scenes' windows if all of
 * them are on this machine, because only pixels tell how much of the area is covered and cloudy;
 * the render that follows finds them in the cache.
 */
final class ProposalJob {
  /** What {@code look.bands} may be, the most usual first. */
  private static final List<String> LOOKS =
      List.of(
          "true-color",
          "false-color",
          "swir",
          "agriculture",
          "grey",
          "red",
          "nir",
          "green",
          "pan",
          "swir16",
          "swir22",
          "blue");

  /** Issues that say what a configuration has to contain, with the entry to write. */
  private static final List<String> REMEDIABLE =
      List.of("bands", "no-crs", "no-bands", "mixed-grid");

  private final RunContext context;
  private final List<Change> changes = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private String frames = "";

  ProposalJob(RunContext context) {
    this.context = context;
  }

  FolderProposal run() throws Exception {
    JobSettings job = context.job();
    context.progress().stage("finding scenes", 0);
    Catalogue all =
        new SceneFinder(job.catalog(), context.inputs().catalog(), BandFilter.ALL)
            .findWithUndated();
    List<Scene> dated = all.scenes().stream().filter(s -> s.acquired().isKnown()).toList();
    List<Scene> undated = all.scenes().stream().filter(s -> !s.acquired().isKnown()).toList();
    addRemediable(all.issues());
    Optional<String> other = chooseBands(candidates(dated.isEmpty() ? undated : dated));
    // With other bands, it takes a job that asks for them to see what the scenes show.
    if (dated.size() > 1 && other.isEmpty()) {
      measure(dated);
    }
    if (dated.size() + undated.size() < 2 && missing.isEmpty()) {
      missing.add(
          dated.isEmpty() && undated.isEmpty()
              ? "no scene was found; add dated GeoTIFFs."
              : "a time-lapse needs two dates; add scenes of other dates.");
    }
    return new FolderProposal(
        FolderSummary.of(dated, undated.size()),
        frames,
        changes,
        rows(undated),
        dated.size(),
        missing);
  }

  /** One sentence for each kind of problem, since those of other files differ in the name only. */
  private void addRemediable(List<Issue> issues) {
    Map<String, List<Issue>> kinds = new LinkedHashMap<>();
    for (Issue issue : issues) {
      if (REMEDIABLE.contains(issue.code())) {
        String kind = issue.code() + issue.sentence().replace(issue.subject(), "");
        kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(issue);
      }
    }
    for (List<Issue> kind : kinds.values()) {
      int others = kind.size() - 1;
      String also =
          others == 0 ? "" : others == 1 ? " (and 1 other)" : " (and " + others + " others)";
      Issue first = kind.get(0);
      missing.add(
          first
              .sentence()
              .replaceFirst(
                  Pattern.quote(first.subject()),
                  Matcher.quoteReplacement(first.subject() + also)));
    }
  }

  private List<String> rows(List<Scene> undated) {
    List<Location> files = undated.stream().flatMap(scene -> scene.files().stream()).toList();
    FileLabels labels = new FileLabels(context.job().catalog().base(), files);
    return undated.stream().map(scene -> labels.manifestPath(scene.files().get(0))).toList();
  }

  /** Without the scenes of which a better product of the same observation is there. */
  private List<Scene> candidates(List<Scene> scenes) {
    return scenes.stream().anyMatch(scene -> !scene.acquired().isKnown())
        ? scenes
        : new SceneSelector(context.job().select())
            .select(scenes).acquisitions().stream()
                .flatMap(acquisition -> acquisition.scenes().stream())
                .toList();
  }

  /**
   * The bands to show instead of those of the job; empty if most scenes have those, or if none has
   * any of the usual ones.
   */
  private Optional<String> chooseBands(List<Scene> scenes) {
    List<String> requested = context.job().bands().bands();
    long most = having(BandRecipe.of(requested, false), scenes);
    Optional<String> best = Optional.empty();
    for (String look : LOOKS) {
      if (2 * most > scenes.size()) {
        break;
      }
      long having = having(BandRecipe.of(List.of(look), false), scenes);
      if (having > most) {
        most = having;
        best = Optional.of(look);
      }
    }
    best.ifPresent(
        look ->
            changes.add(
                new Change("look.bands", look, "the scenes lack the bands of natural colours")));
    return best;
  }

  private static long having(BandRecipe requested, List<Scene> scenes) {
    BandRecipe recipe = requested.choose(scenes);
    return scenes.stream().filter(scene -> recipe.findIn(scene).isPresent()).count();
  }

  private void measure(List<Scene> dated) throws Exception {
    try {
      CandidateScenes candidates = context.findScenes();
      SceneInventory inventory = context.planGrid(candidates, context.openLock());
      Grid grid = inventory.plan().grid();
      frames = grid.width() + "x" + grid.height();
      int elsewhere =
          (int) inventory.dropped().stream().filter(d -> d.reason().equals("elsewhere")).count();
      if (elsewhere > 0) {
        missing.add(
            elsewhere
                + (elsewhere == 1 ? " scene shows" : " scenes show")
                + " another area than the others and "
                + (elsewhere == 1 ? "is" : "are")
                + " left out; give the area under aoi to choose another one.");
      }
      boolean local =
          dated.stream()
              .flatMap(scene -> scene.files().stream())
              .noneMatch(Location.Remote.class::isInstance);
      if (inventory.plan().acquisitions().size() < 2) {
        frames = "";
        missing.add("only one date shows this area; add scenes of other dates.");
      } else if (local) {
        limit(read(inventory));
      }
    } catch (NoUsableScenesException none) {
      missing.add(sentence(none));
    } catch (UserError refused) {
      // What the folder lacks is written into the configuration; the machine's faults are not.
      if (refused.exitCode() == ExitCode.ENVIRONMENT) {
        throw refused;
      }
      missing.add(sentence(refused));
    }
  }

  private static String sentence(Exception refusal) {
    String text = String.valueOf(refusal.getMessage());
    return text.endsWith(".") ? text : text + ".";
  }

  private List<ReadAcquisition> read(SceneInventory inventory) throws Exception {
    JobSettings job = context.job();
    MemoryPlan memory =
        MemoryPlan.of(
            inventory.plan().grid(),
            job.memoryBytes(),
            job.jobs(),
            DrawPass.extraBytesPerPixel(List.of(), job.fill()));
    try (Workers workers = new Workers("measure", memory.workers())) {
      return new ReadPass(
              inventory.plan(),
              inventory.bands(),
              context.stores().windows(),
              job.coregister().maxShiftM(),
              context.progress(),
              PreviewListener.NONE)
          .run(workers)
          .acquisitions();
    }
  }

  /** Relaxes the limits on cloud and coverage if they leave too few dates, as far as is needed. */
  private void limit(List<ReadAcquisition> read) {
    SelectSettings defaults = context.job().select();
    Optional<SelectSettings> enough = SelectionAdvice.findLimits(defaults, read);
    if (enough.isEmpty()) {
      frames = "";
      missing.add(
          read.size() < 2
              ? "fewer than two scenes could be read; add scenes of other dates."
              : "too few scenes have data in common; give an area under aoi that they share.");
      return;
    }
    int dates = SelectionAdvice.count(enough.get(), read);
    if (enough.get().maxCloud() != defaults.maxCloud()) {
      changes.add(
          new Change("select.max_cloud", whole(enough.get().maxCloud()), reason(dates, read)));
    }
    if (enough.get().minCoverage() != defaults.minCoverage()) {
      changes.add(
          new Change(
              "select.min_coverage", whole(enough.get().minCoverage()), reason(dates, read)));
    }
  }

  private static String whole(double percent) {
    return Long.toString(Math.round(percent));
  }

  private static String reason(int dates, List<ReadAcquisition> read) {
    return "keeps " + dates + " of " + read.size() + " dates";
  }
}

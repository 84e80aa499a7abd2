package io.terralapse.inventory;

import io.terralapse.bands.BandRecipe;
import io.terralapse.catalog.CatalogAccess;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.catalog.Catalogue;
import io.terralapse.catalog.FoundScenes;
import io.terralapse.catalog.SceneFinder;
import io.terralapse.catalog.scene.BandFilter;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.SearchBox;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import io.terralapse.select.AcquisitionGrouper;
import io.terralapse.select.PublishedDates;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import io.terralapse.select.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scenes that were found and selected, before there is a grid.
 *
 * @param bands which bands are read and how they become channels
 * @param acquisitions selected ones, in order of time
 * @param reference image outside the sequence that dates are aligned to, if there is one
 * @param dropped scenes that are not used
 * @param issues what was wrong with the data
 * @param found the scenes as they were found; empty if all their files have been opened
 * @param published dates that were known to be published when scenes were selected
 * @param unreadable scenes whose pixels cannot be read, which replace no others
 */
public record CandidateScenes(
    BandRecipe bands,
    List<Acquisition> acquisitions,
    Optional<Acquisition> reference,
    List<DroppedScene> dropped,
    List<Issue> issues,
    Optional<FoundScenes> found,
    PublishedDates published,
    List<DroppedScene> unreadable) {

  /**
   * Finds scenes, groups them into acquisitions and drops those that lack the required bands. Files
   * about which metadata state enough are not opened.
   *
   * @param published dates whose choices are kept, and which are not in the future
   * @throws UserError if the scenes or the reference image that the job names cannot be found
   */
  public static CandidateScenes find(
      JobSettings job, CatalogAccess access, PublishedDates published) {
    FoundScenes found =
        new SceneFinder(search(job), access, requested(job)::mayRead, published.latest()).search();
    CandidateScenes frames = of(job, found, Optional.empty(), published, List.of());
    return frames.with(
        job.coregister().referenceImage().map(file -> findReference(file, job, access, published)));
  }

  private static BandRecipe requested(JobSettings job) {
    return BandRecipe.of(job.bands().bands(), job.bands().panSharpen());
  }

  private static CandidateScenes of(
      JobSettings job,
      FoundScenes found,
      Optional<Acquisition> reference,
      PublishedDates published,
      List<DroppedScene> unreadable) {
    Catalogue catalogue = found.catalogue();
    List<Scene> readable = without(catalogue.scenes(), unreadable);
    SceneSelector selector = new SceneSelector(job.select(), published);
    Selection selection = selector.select(readable);
    BandRecipe bands = requested(job).choose(scenes(selection));
    List<DroppedScene> dropped = new ArrayList<>(unreadable);
    // A product without the bands replaces none that has them.
    List<DroppedScene> lacking = lacking(bands, selection);
    while (!lacking.isEmpty()) {
      dropped.addAll(lacking);
      selection = selector.select(without(readable, dropped));
      lacking = lacking(bands, selection);
    }
    dropped.addAll(selection.dropped());
    List<Issue> issues = new ArrayList<>(catalogue.issues());
    unreadable.forEach(one -> issues.add(new Issue(one.reason(), one.scene().id(), one.detail())));
    issues.addAll(selection.issues());
    ChannelTone.of(job.tone(), bands);
    List<Acquisition> acquisitions = new ArrayList<>();
    for (Acquisition acquisition : selection.acquisitions()) {
      List<Scene> complete = new ArrayList<>();
      for (Scene scene : acquisition.scenes()) {
        bands
            .missingIn(scene)
            .ifPresentOrElse(
                why -> dropped.add(new DroppedScene(scene, "bands", why)),
                () -> complete.add(scene));
      }
      if (!complete.isEmpty()) {
        acquisitions.add(new Acquisition(acquisition.id(), acquisition.acquired(), complete));
      }
    }
    issues.addAll(ComparableValues.check(acquisitions, bands, issues));
    return new CandidateScenes(
        bands, acquisitions, reference, dropped, issues, Optional.of(found), published, unreadable);
  }

  private static List<Scene> scenes(Selection selection) {
    return selection.acquisitions().stream().flatMap(a -> a.scenes().stream()).toList();
  }

  private static List<Scene> without(List<Scene> scenes, List<DroppedScene> dropped) {
    Set<String> ids = dropped.stream().map(one -> one.scene().id()).collect(Collectors.toSet());
    return scenes.stream().filter(scene -> !ids.contains(scene.id())).toList();
  }

  /** The scenes that lack a band and are used in place of others. */
  private static List<DroppedScene> lacking(BandRecipe bands, Selection selection) {
    return scenes(selection).stream()
        .filter(scene -> AcquisitionGrouper.isInPlaceOfOthers(scene, selection.dropped()))
        .flatMap(
            scene ->
                bands.missingIn(scene).map(why -> new DroppedScene(scene, "bands", why)).stream())
        .toList();
  }

  /**
   * The candidates without scenes whose pixels cannot be read, so that others of the same
   * observation are used in their place.
   *
   * @param job the job for which these were found
   * @param broken why each of them is not used
   */
  public CandidateScenes without(JobSettings job, List<DroppedScene> broken) {
    List<DroppedScene> all = new ArrayList<>(unreadable);
    all.addAll(broken);
    return found.map(scenes -> of(job, scenes, reference, published, all)).orElse(this);
  }

  /** The same with other acquisitions and more issues. */
  public CandidateScenes with(List<Acquisition> others, List<Issue> more) {
    List<Issue> all = new ArrayList<>(issues);
    all.addAll(more);
    return new CandidateScenes(
        bands, others, reference, dropped, all, found, published, unreadable);
  }

  private CandidateScenes with(Optional<Acquisition> image) {
    return new CandidateScenes(
        bands, acquisitions, image, dropped, issues, found, published, unreadable);
  }

  /**
   * The files that have not been opened and on which the result of a render depends: those that it
   * reads, and one of every scene that the plan drops because of its place.
   */
  public Set<Location> findUnopened(GridPlan plan) {
    Set<Location> files = new LinkedHashSet<>(findUnopened(plan.acquisitions()));
    files.addAll(findUnopenedFirst(plan.dropped().stream().map(DroppedScene::scene)));
    return files;
  }

  /** One file of every scene that has not been opened. */
  public Set<Location> findUnopenedFirst() {
    return findUnopenedFirst(acquisitions.stream().flatMap(one -> one.scenes().stream()));
  }

  /** The first band gives a scene its place. */
  private Set<Location> findUnopenedFirst(Stream<Scene> scenes) {
    Set<Location> unopened = found.map(FoundScenes::unopened).orElse(Set.of());
    return scenes
        .map(scene -> scene.bands().get(0).file())
        .filter(unopened::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The files of some of the acquisitions that a render reads and that have not been opened. */
  public Set<Location> findUnopened(List<Acquisition> some) {
    Set<Location> unopened = found.map(FoundScenes::unopened).orElse(Set.of());
    Set<Location> files = new LinkedHashSet<>();
    if (unopened.isEmpty()) {
      return files;
    }
    for (Acquisition acquisition : some) {
      BandRecipe recipe = bands.forScenes(acquisition.scenes());
      for (Scene scene : acquisition.scenes()) {
        Stream.of(
                recipe.findIn(scene).orElse(List.of()).stream().map(SceneBand::file),
                scene.alpha().stream().map(SceneBand::file),
                scene.masks().stream().map(MaskBand::file))
            .flatMap(Function.identity())
            .filter(unopened::contains)
            .forEach(files::add);
      }
    }
    return files;
  }

  /**
   * The candidates after opening some files, which may contradict their metadata: the files win.
   *
   * @param job the job for which these were found
   */
  public CandidateScenes confirmed(JobSettings job, Collection<Location> files) {
    return found
        .map(scenes -> of(job, scenes.confirmed(files), reference, published, unreadable))
        .orElse(this);
  }

  /** Searches that name no area or period of their own use those of the job. */
  public static CatalogSettings search(JobSettings job) {
    if (job.catalog().searches().isEmpty()) {
      return job.catalog();
    }
    Optional<List<Double>> bbox =
        SearchBox.find(job.grid())
            .map(box -> List.of(box.west(), box.south(), box.east(), box.north()));
    SelectSettings select = job.select();
    boolean unbounded = select.from().isEmpty() && select.to().isEmpty();
    String from = select.from().map(day -> day + "T00:00:00Z").orElse("..");
    String to = select.to().map(day -> day + "T23:59:59.999Z").orElse("..");
    return job.catalog().within(bbox, unbounded ? Optional.empty() : Optional.of(from + "/" + to));
  }

  private static Acquisition findReference(
      Path file, JobSettings job, CatalogAccess access, PublishedDates published) {
    Catalogue found =
        new SceneFinder(job.catalog(), access, BandFilter.ALL, published.latest())
            .findReference(file);
    if (found.scenes().isEmpty()) {
      String why = found.issues().isEmpty() ? "" : ": " + found.issues().get(0).sentence();
      throw UserError.usage(
          "coregister.reference: " + file.getFileName() + " cannot be used" + why);
    }
    Scene scene = found.scenes().get(0);
    return new Acquisition(scene.id(), scene.acquired(), List.of(scene));
  }
}

package io.terralapse.pipeline;

import io.terralapse.draw.CanvasRenderer;
import io.terralapse.draw.EndPictures;
import io.terralapse.draw.FrameFurniture;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.draw.FrameSettings;
import io.terralapse.draw.SecondPanel;
import io.terralapse.draw.ZoomPictures;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.Shade;
import io.terralapse.furniture.TitleCard;
import io.terralapse.furniture.WipeLabels;
import io.terralapse.grid.FocusArea;
import io.terralapse.grid.Shape;
import io.terralapse.grid.ZoomPath;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.pace.PaceSettings;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.rendition.Rendition;
import io.terralapse.rendition.RenditionCanvas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What draws the pictures of each rendition: those that look the same share one. */
final class RenditionLooks {
  /**
   * What draws the pictures of some renditions.
   *
   * @param renderer of their frames
   * @param painter of their furniture
   * @param ends what they show before the first and after the last date
   */
  record Look(FrameRenderer renderer, FurniturePainter painter, EndPictures ends) {}

  private final RunContext context;
  private final SceneInventory inventory;
  private final Measurement measured;
  private final FrameSettings settings;
  private final List<ReadAcquisition> shown;
  private final FurniturePainter furniture;
  private final List<RenditionCanvas> canvases;
  private final Optional<SecondPanel> second;
  private final List<List<Look>> looks = new ArrayList<>();

  /**
   * Lays out the furniture of all renditions.
   *
   * @param canvases of {@link RenditionDrawing#plan}
   * @param laidOut the furniture of the job's own rendition, before anything is read
   * @param second what the frames show beside it
   */
  RenditionLooks(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FrameSettings settings,
      FurniturePainter laidOut,
      Optional<SecondPanel> second) {
    this.second = second;
    this.context = context;
    this.inventory = inventory;
    this.measured = measured;
    this.settings = settings;
    this.shown = measured.tones().corrected(measured.dates());
    this.furniture = completed(laidOut, inventory.plan().grid());
    this.canvases = canvases;
    canvases.forEach(canvas -> looks.add(looks(canvas)));
  }

  private List<Look> looks(RenditionCanvas canvas) {
    CanvasRenderer ground =
        CanvasRenderer.of(
            settings,
            inventory.plan(),
            canvas.grid(),
            measured.stretch(),
            context.stores().windows());
    List<Look> all = new ArrayList<>();
    Map<List<Object>, Look> known = new HashMap<>();
    for (Rendition rendition : canvas.renditions()) {
      boolean vertical = rendition.shape().filter(Shape.VERTICAL::equals).isPresent();
      all.add(
          known.computeIfAbsent(
              List.of(rendition.grid(), vertical), look -> look(rendition, ground)));
    }
    return all;
  }

  private Look look(Rendition rendition, CanvasRenderer ground) {
    FurniturePainter painter =
        rendition.name().isEmpty() ? furniture : furniture(rendition, rendition.grid());
    FrameRenderer one =
        FrameRenderer.of(settings, inventory.bands(), ground, rendition.grid(), painter);
    return new Look(second.map(one::with).orElse(one), painter, ends(rendition));
  }

  /** What draws a rendition of a canvas. */
  Look of(int canvas, int rendition) {
    return looks.get(canvas).get(rendition);
  }

  /** What a rendition shows before its first and after its last date. */
  private EndPictures ends(Rendition rendition) {
    PaceSettings.Extras extras = context.job().pace().extras();
    List<AcquisitionDate> dates =
        measured.dates().stream().map(date -> date.acquisition().acquired()).toList();
    Optional<TitleCard> card =
        extras.titleCard() > 0
            ? Optional.of(
                FrameFurniture.titleCard(settings, rendition.grid(), rendition.shape(), dates))
            : Optional.empty();
    Optional<WipeLabels> labels =
        extras.wipe() > 0
            ? Optional.of(
                FrameFurniture.wipeLabels(settings, rendition.grid(), rendition.shape(), dates))
            : Optional.empty();
    Optional<ZoomPictures> zoom =
        extras.zoom() > 0 ? Optional.of(zoom(rendition)) : Optional.empty();
    return new EndPictures(settings.furniture(), card, labels, zoom);
  }

  private ZoomPictures zoom(Rendition rendition) {
    return new ZoomPictures(
        settings,
        inventory.plan(),
        zoomPath(context, rendition.grid()),
        measured.stretch(),
        context.stores().windows(),
        (canvas, grid) ->
            FrameRenderer.of(
                settings, inventory.bands(), canvas, grid, furniture(rendition, grid)));
  }

  /** How a rendition narrows to the focus. */
  static ZoomPath zoomPath(RunContext context, Grid grid) {
    return ZoomPath.of(grid, FocusArea.envelope(context.job().focus().orElseThrow(), grid));
  }

  private FurniturePainter furniture(Rendition rendition, Grid grid) {
    return completed(
        FrameFurniture.of(
            settings,
            grid,
            rendition.name(),
            rendition.shape(),
            inventory.plan().acquisitions(),
            inventory.bands(),
            furniture),
        grid);
  }

  /** Furniture complete with what is known once the sequence was measured. */
  private FurniturePainter completed(FurniturePainter laidOut, Grid grid) {
    List<DroppedScene> dropped = new ArrayList<>(inventory.dropped());
    dropped.addAll(measured.dropped());
    return FrameFurniture.complete(
        laidOut, shown, dropped, measured.stretch(), grid, inventory.plan().grid());
  }

  /** The furniture of the job's own rendition. */
  FurniturePainter furniture() {
    return furniture;
  }

  /** The same, which knows the gradients of the other renditions: later runs have to. */
  FurniturePainter withShades() {
    SortedMap<String, Shade> shades = new TreeMap<>();
    for (int number = 0; number < canvases.size(); number++) {
      List<Rendition> renditions = canvases.get(number).renditions();
      for (int i = 0; i < renditions.size(); i++) {
        String name = renditions.get(i).name();
        Optional<Shade> shade = of(number, i).painter().published().shade();
        if (!name.isEmpty()) {
          shade.ifPresent(found -> shades.put(name, found));
        }
      }
    }
    return furniture.withRenditions(shades);
  }

  /** What the furniture of the frames that were drawn had no space or no letters for. */
  List<Issue> issues() {
    Set<Issue> issues = new LinkedHashSet<>();
    looks.forEach(canvas -> canvas.forEach(look -> issues.addAll(look.painter().issues())));
    addCuts(issues);
    looks.forEach(
        canvas -> canvas.forEach(look -> issues.addAll(look.renderer().annotationIssues())));
    return List.copyOf(issues);
  }

  /** Texts that end with an ellipsis, for the first of the renditions that look the same. */
  private void addCuts(Set<Issue> issues) {
    Set<Look> seen = new HashSet<>();
    for (int number = 0; number < canvases.size(); number++) {
      List<Rendition> renditions = canvases.get(number).renditions();
      for (int i = 0; i < renditions.size(); i++) {
        Look look = of(number, i);
        String name = renditions.get(i).name();
        if (seen.add(look)) {
          look.painter().cuts().forEach(cut -> issues.add(cut.issue(name)));
          look.ends().cuts().forEach(cut -> issues.add(cut.issue(name)));
        }
      }
    }
  }
}

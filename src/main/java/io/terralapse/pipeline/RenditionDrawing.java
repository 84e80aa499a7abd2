package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.draw.CanvasRenderer;
import io.terralapse.draw.DrawPass;
import io.terralapse.draw.EarlierFrames;
import io.terralapse.draw.EarlierVideo;
import io.terralapse.draw.EndPictures;
import io.terralapse.draw.FrameFurniture;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.draw.FrameSettings;
import io.terralapse.draw.SecondPanel;
import io.terralapse.draw.Track;
import io.terralapse.draw.VideoPlan;
import io.terralapse.draw.ZoomPictures;
import io.terralapse.encode.CodedSegment;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.Shade;
import io.terralapse.furniture.TitleCard;
import io.terralapse.furniture.WipeLabels;
import io.terralapse.grid.FocusArea;
import io.terralapse.grid.ZoomPath;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.pace.PaceSettings;
import io.terralapse.publish.PublishedVideo;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.rendition.Rendition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.rendition.RenditionPlanner;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Progress;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** Pass 2 of a job: draws and encodes the frames of all its renditions. */
final class RenditionDrawing {
  /**
   * A rendition that was drawn.
   *
   * @param files which of its files are published
   * @param grid of its frames
   * @param earlier the video that was published before
   * @param track what was drawn
   * @param givenUp what was given up for a limit of bytes of the video
   */
  record Drawn(
      RenditionFiles files,
      Grid grid,
      DrawPass.Encoded encoded,
      Optional<PublishedVideo> earlier,
      Track track,
      List<String> givenUp) {}

  private final RunContext context;
  private final SceneInventory inventory;
  private final Measurement measured;
  private final FrameSettings settings;
  private final List<ReadAcquisition> shown;
  private final FurniturePainter furniture;
  private final List<RenditionCanvas> canvases;
  private final Optional<SecondPanel> second;
  private final List<List<FrameRenderer>> renderers = new ArrayList<>();
  private final List<List<EndPictures>> ends = new ArrayList<>();
  private final List<FurniturePainter> painters = new ArrayList<>();

  /**
   * Prepares to draw.
   *
   * @param canvases of {@link #plan}
   * @param fill from which dates gaps are filled
   * @param laidOut the furniture of the job's own rendition, before anything is read
   * @param second what the frames show beside it
   */
  RenditionDrawing(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FillOrder fill,
      FurniturePainter laidOut,
      Optional<SecondPanel> second) {
    this.second = second;
    this.context = context;
    this.inventory = inventory;
    this.measured = measured;
    this.settings = context.frameSettings(fill);
    this.shown = measured.tones().corrected(measured.dates());
    this.furniture = completed(laidOut, inventory.plan().grid());
    this.canvases = canvases;
    canvases.forEach(canvas -> renderers.add(renderers(canvas)));
  }

  /**
   * Plans the renditions of a job, the first of which is its own.
   *
   * @throws io.terralapse.model.UserError (usage) if a rendition cannot be made
   */
  static List<RenditionCanvas> plan(RunContext context, SceneInventory inventory) {
    Rendition main =
        new Rendition(
            "",
            inventory.plan().grid(),
            Optional.empty(),
            context.job().mp4(),
            context.job().poster(),
            context.job().video(),
            context.job().formats());
    List<RenditionCanvas> canvases =
        RenditionPlanner.plan(
            inventory.plan(),
            context.job().grid().aoi(),
            main,
            context.job().renditions(),
            context.job().focus());
    if (context.job().pace().extras().zoom() > 0) {
      // Refused before anything is read.
      canvases.forEach(canvas -> canvas.renditions().forEach(one -> zoomPath(context, one.grid())));
    }
    return canvases;
  }

  private List<FrameRenderer> renderers(RenditionCanvas canvas) {
    CanvasRenderer ground =
        CanvasRenderer.of(
            settings,
            inventory.plan(),
            canvas.grid(),
            measured.stretch(),
            context.stores().windows());
    List<FrameRenderer> all = new ArrayList<>();
    List<EndPictures> allEnds = new ArrayList<>();
    for (Rendition rendition : canvas.renditions()) {
      FurniturePainter painter =
          rendition.name().isEmpty() ? furniture : furniture(rendition, rendition.grid());
      FrameRenderer first =
          FrameRenderer.of(settings, inventory.bands(), ground, rendition.grid(), painter);
      FrameRenderer renderer = second.map(first::with).orElse(first);
      all.add(renderer);
      allEnds.add(ends(rendition));
      painters.add(painter);
    }
    ends.add(allEnds);
    return all;
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
  private static ZoomPath zoomPath(RunContext context, Grid grid) {
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
    int index = 0;
    for (RenditionCanvas canvas : canvases) {
      for (Rendition rendition : canvas.renditions()) {
        Optional<Shade> shade = painters.get(index++).published().shade();
        if (!rendition.name().isEmpty()) {
          shade.ifPresent(found -> shades.put(rendition.name(), found));
        }
      }
    }
    return furniture.withRenditions(shades);
  }

  /** What the furniture of the frames that were drawn had no space or no letters for. */
  List<Issue> issues() {
    Set<Issue> issues = new LinkedHashSet<>();
    painters.forEach(painter -> issues.addAll(painter.issues()));
    renderers.forEach(
        canvas -> canvas.forEach(renderer -> issues.addAll(renderer.annotationIssues())));
    return List.copyOf(issues);
  }

  /** The renderer of the job's own rendition. */
  FrameRenderer main() {
    return renderers.get(0).get(0);
  }

  /**
   * Draws and encodes some segments of a rendition, whatever earlier runs did.
   *
   * @param rendition its name; empty for the job's own
   * @param segments their indices
   * @return empty if there is no such rendition
   */
  Optional<List<CodedSegment>> encode(
      String rendition, List<FramePlan> frames, VideoPlan video, List<Integer> segments)
      throws Exception {
    for (int number = 0; number < canvases.size(); number++) {
      List<Rendition> all = canvases.get(number).renditions();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).name().equals(rendition)) {
          Track track = track(number, i, Optional.empty());
          return Optional.of(
              new DrawPass(List.of(track), context.progress())
                  .encode(frames, video, segments, encoders(canvases.get(number), frames)));
        }
      }
    }
    return Optional.empty();
  }

  private Track track(int canvas, int index, Optional<PublishedVideo> video) {
    Rendition rendition = canvases.get(canvas).renditions().get(index);
    FrameRenderer renderer = renderers.get(canvas).get(index);
    return new Track(
        renderer,
        rendition.video(),
        new EarlierFrames(
            renderer.keys(AlgorithmVersion.text()),
            context.stores().frames(),
            video.map(EarlierVideo.class::cast).orElse(EarlierVideo.NONE),
            context.stores().segments()),
        ends.get(canvas).get(index),
        files(rendition).needsPictures() || rendition.video().maxBytes().isPresent());
  }

  /** The grid with the size of whole frames, which may have a second panel. */
  Grid frames(Grid grid) {
    if (second.isEmpty()) {
      return grid;
    }
    return new Grid(
        grid.crs(),
        grid.originX(),
        grid.originY(),
        grid.pixelSize(),
        grid.pixelSizeM(),
        second.get().width(grid.width()),
        second.get().height(grid.height()));
  }

  /** How many segments to process at the same time, given how many there are. */
  private IntUnaryOperator encoders(RenditionCanvas canvas, List<FramePlan> frames) {
    int extra =
        DrawPass.extraBytesPerPixel(frames.stream().map(FramePlan::date).toList(), settings.fill())
            + transitionBytes(canvas);
    return segments ->
        MemoryPlan.encoders(
            frames(canvas.grid()),
            canvas.renditions().stream().map(Rendition::grid).map(this::frames).toList(),
            context.job().memoryBytes(),
            context.job().jobs(),
            segments,
            extra);
  }

  /**
   * Bytes per pixel of the canvas that transitions hold: the two pictures that each is between, of
   * every rendition, and the grounds that several renditions are cut from.
   */
  private int transitionBytes(RenditionCanvas canvas) {
    PaceSettings.Extras extras = context.job().pace().extras();
    if (extras.crossfade() + extras.wipe() == 0) {
      return 0;
    }
    long pixels = (long) canvas.grid().width() * canvas.grid().height();
    long sum = 0;
    for (Rendition rendition : canvas.renditions()) {
      sum += 8L * rendition.grid().width() * rendition.grid().height();
    }
    return (int) ((sum + pixels - 1) / pixels) + (canvas.renditions().size() > 1 ? 8 : 0);
  }

  /** Draws and encodes; the job's own rendition comes first. */
  List<Drawn> run(List<FramePlan> frames, VideoPlan video) throws Exception {
    context.progress().stage("drawing", frames.size() * canvases.size());
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < canvases.size(); i++) {
      drawn.addAll(run(i, frames, video));
    }
    return drawn;
  }

  private List<Drawn> run(int number, List<FramePlan> frames, VideoPlan plan) throws Exception {
    RenditionCanvas canvas = canvases.get(number);
    List<Rendition> renditions = canvas.renditions();
    List<Optional<PublishedVideo>> earlier = new ArrayList<>();
    List<Track> tracks = new ArrayList<>();
    for (int i = 0; i < renditions.size(); i++) {
      Optional<PublishedVideo> video = findEarlier(files(renditions.get(i)));
      earlier.add(video);
      tracks.add(track(number, i, video));
    }
    List<DrawPass.Encoded> encoded =
        new DrawPass(tracks, context.progress()).run(frames, plan, encoders(canvas, frames));
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < renditions.size(); i++) {
      drawn.add(
          new Drawn(
              files(renditions.get(i)),
              frames(renditions.get(i).grid()),
              encoded.get(i),
              earlier.get(i),
              tracks.get(i),
              List.of()));
    }
    return drawn;
  }

  /** Encodes the pictures of a rendition, which are kept, with another quantizer. */
  DrawPass.Encoded encodeAgain(Drawn drawn, List<FramePlan> frames, VideoPlan plan, int crf)
      throws Exception {
    Track track = drawn.track();
    Track other =
        new Track(
            track.renderer(),
            track.video().withCrf(crf),
            track.earlier(),
            track.ends(),
            track.keepsPictures());
    RenditionCanvas alone = new RenditionCanvas(drawn.grid(), List.of(rendition(drawn)));
    return new DrawPass(List.of(other), Progress.NONE)
        .run(frames, plan, encoders(alone, frames))
        .get(0);
  }

  private Rendition rendition(Drawn drawn) {
    return canvases.stream()
        .flatMap(canvas -> canvas.renditions().stream())
        .filter(one -> one.name().equals(drawn.files().name()))
        .findFirst()
        .orElseThrow();
  }

  private static RenditionFiles files(Rendition rendition) {
    return RenditionFiles.of(
        rendition.name(), rendition.mp4(), rendition.poster(), rendition.formats());
  }

  /** The video whose segments may be used again. */
  private Optional<PublishedVideo> findEarlier(RenditionFiles files) throws IOException {
    return context.options().noCache()
        ? Optional.empty()
        : PublishedVideo.find(context.job().outputDir(), context.job().name(), files);
  }
}

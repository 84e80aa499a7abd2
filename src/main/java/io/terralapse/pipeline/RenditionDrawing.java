package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.draw.CanvasRenderer;
import io.terralapse.draw.DrawPass;
import io.terralapse.draw.EarlierFrames;
import io.terralapse.draw.EarlierVideo;
import io.terralapse.draw.FrameFurniture;
import io.terralapse.draw.FramePair;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.draw.FrameSettings;
import io.terralapse.draw.SecondPanel;
import io.terralapse.draw.SegmentPlan;
import io.terralapse.draw.Track;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.Keyframes;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.grid.Shape;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.pace.Schedule;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Pass 2 of a job: draws and encodes the frames of all its renditions. */
final class RenditionDrawing {
  /**
   * A rendition that was drawn.
   *
   * @param rendition with the grid of one panel
   * @param grid of its frames
   * @param track what was drawn
   * @param earlier the video that was published before
   * @param givenUp what was given up for a limit of bytes of the video
   */
  record Drawn(
      Rendition rendition,
      Grid grid,
      Track track,
      DrawPass.Encoded encoded,
      Optional<PublishedVideo> earlier,
      List<String> givenUp) {

    /** Which of its files are published. */
    RenditionFiles files() {
      return RunContext.files(rendition.settings());
    }
  }

  private final RunContext context;
  private final SceneInventory inventory;
  private final Measurement measured;
  private final FrameSettings settings;
  private final List<ReadAcquisition> shown;
  private final FurniturePainter furniture;
  private final List<RenditionCanvas> canvases;
  private final RenditionSchedules schedules;
  private final Optional<SecondPanel> second;
  private final List<List<FrameRenderer>> renderers = new ArrayList<>();
  private final List<FurniturePainter> painters = new ArrayList<>();

  /**
   * Prepares to draw.
   *
   * @param canvases of {@link #plan}
   * @param fill from which dates gaps are filled
   * @param laidOut the furniture of the job's own rendition, before anything is read
   * @param schedules when frames are shown
   * @param second what the frames show beside it
   */
  RenditionDrawing(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FillOrder fill,
      FurniturePainter laidOut,
      RenditionSchedules schedules,
      Optional<SecondPanel> second) {
    this.schedules = schedules;
    this.second = second;
    this.context = context;
    this.inventory = inventory;
    this.measured = measured;
    this.settings = context.frameSettings(fill);
    this.shown = measured.tones().corrected(measured.dates());
    this.furniture = completed(laidOut);
    this.canvases = canvases;
    canvases.forEach(canvas -> renderers.add(renderers(canvas)));
  }

  /**
   * Plans the renditions of a job, the first of which is its own.
   *
   * @throws io.terralapse.model.UserError (usage) if a rendition cannot be made
   */
  static List<RenditionCanvas> plan(RunContext context, SceneInventory inventory) {
    Rendition main = new Rendition(inventory.plan().grid(), context.job().main());
    return RenditionPlanner.plan(
        inventory.plan(),
        context.job().grid().aoi(),
        main,
        context.job().renditions(),
        context.job().focus());
  }

  /** The renderers of the renditions; those that look the same share one. */
  private List<FrameRenderer> renderers(RenditionCanvas canvas) {
    CanvasRenderer ground =
        CanvasRenderer.of(
            settings,
            inventory.plan(),
            canvas.grid(),
            measured.stretch(),
            context.stores().windows());
    List<FrameRenderer> all = new ArrayList<>();
    Map<List<Object>, FrameRenderer> known = new HashMap<>();
    for (Rendition rendition : canvas.renditions()) {
      boolean vertical = rendition.shape().filter(Shape.VERTICAL::equals).isPresent();
      all.add(
          known.computeIfAbsent(
              List.of(rendition.grid(), vertical), look -> renderer(rendition, ground)));
    }
    return all;
  }

  private FrameRenderer renderer(Rendition rendition, CanvasRenderer ground) {
    boolean main = rendition.name().isEmpty();
    FurniturePainter painter = main ? furniture : furniture(rendition);
    painters.add(painter);
    FrameRenderer one =
        FrameRenderer.of(settings, inventory.bands(), ground, rendition.grid(), painter);
    return second.map(one::with).orElse(one);
  }

  private FurniturePainter furniture(Rendition rendition) {
    return completed(
        FrameFurniture.of(
            settings,
            rendition.grid(),
            rendition.shape(),
            inventory.plan().acquisitions(),
            inventory.bands(),
            furniture));
  }

  /** Furniture complete with what is known once the sequence was measured. */
  private FurniturePainter completed(FurniturePainter laidOut) {
    List<DroppedScene> dropped = new ArrayList<>(inventory.dropped());
    dropped.addAll(measured.dropped());
    return FrameFurniture.complete(laidOut, shown, dropped, measured.stretch());
  }

  /** The furniture of the job's own rendition. */
  FurniturePainter furniture() {
    return furniture;
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
   * Draws and encodes some segments of the job's own rendition, whatever earlier runs did.
   *
   * @param plan which frames are coded together
   * @param segments indices of the segments
   */
  List<CodedSegment> encode(List<FramePlan> frames, SegmentPlan plan, List<Integer> segments)
      throws Exception {
    Track track =
        new Track(
            main(),
            context.job().video(),
            keyframes(canvases.get(0).renditions().get(0), plan),
            new EarlierFrames(
                main().keys(AlgorithmVersion.text()),
                context.stores().frames(),
                EarlierVideo.NONE,
                context.stores().segments()));
    return new DrawPass(List.of(track), context.progress())
        .encode(frames, plan, segments, encoders(canvases.get(0), frames));
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
        DrawPass.extraBytesPerPixel(frames.stream().map(FramePlan::date).toList(), settings.fill());
    return segments ->
        MemoryPlan.encoders(
            frames(canvas.grid()),
            canvas.renditions().stream().map(Rendition::grid).map(this::frames).toList(),
            context.job().memoryBytes(),
            context.job().jobs(),
            segments,
            extra);
  }

  /** Draws and encodes; the job's own rendition comes first. */
  List<Drawn> run(List<FramePlan> frames, SegmentPlan segments) throws Exception {
    context.progress().stage("drawing", frames.size() * canvases.size());
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < canvases.size(); i++) {
      drawn.addAll(run(canvases.get(i), renderers.get(i), frames, segments));
    }
    return drawn;
  }

  private List<Drawn> run(
      RenditionCanvas canvas,
      List<FrameRenderer> ofCanvas,
      List<FramePlan> frames,
      SegmentPlan segments)
      throws Exception {
    List<Rendition> renditions = canvas.renditions();
    List<Optional<PublishedVideo>> earlier = new ArrayList<>();
    List<Track> tracks = new ArrayList<>();
    // Videos of the same pictures differ in what the mux adds only: they are encoded once.
    Map<List<Object>, Integer> known = new HashMap<>();
    List<Integer> trackOf = new ArrayList<>();
    for (int i = 0; i < renditions.size(); i++) {
      Rendition one = renditions.get(i);
      Optional<PublishedVideo> video = findEarlier(files(one));
      earlier.add(video);
      List<Object> pictures =
          List.of(
              ofCanvas.get(i),
              one.video().crf(),
              one.video().preset(),
              one.video().gop().isPresent() ? List.of(i) : List.of());
      trackOf.add(known.computeIfAbsent(pictures, first -> tracks.size()));
      boolean keeps = files(one).needsPictures() || one.video().maxBytes().isPresent();
      if (trackOf.get(i) == tracks.size()) {
        tracks.add(track(one, ofCanvas.get(i), segments, video, keeps));
      } else if (keeps) {
        tracks.set(trackOf.get(i), tracks.get(trackOf.get(i)).keeping());
      }
    }
    List<DrawPass.Encoded> encoded =
        new DrawPass(tracks, context.progress()).run(frames, segments, encoders(canvas, frames));
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < renditions.size(); i++) {
      drawn.add(
          new Drawn(
              renditions.get(i),
              frames(renditions.get(i).grid()),
              tracks.get(trackOf.get(i)),
              encoded.get(trackOf.get(i)),
              earlier.get(i),
              List.of()));
    }
    return drawn;
  }

  /** Encodes the pictures of a rendition, which are kept, with another quantizer. */
  DrawPass.Encoded encodeAgain(Drawn drawn, List<FramePlan> frames, SegmentPlan segments, int crf)
      throws Exception {
    RenditionCanvas alone =
        new RenditionCanvas(drawn.rendition().grid(), List.of(drawn.rendition()));
    return new DrawPass(List.of(drawn.track().withCrf(crf)), Progress.NONE)
        .run(frames, segments, encoders(alone, frames))
        .get(0);
  }

  private Track track(
      Rendition rendition,
      FrameRenderer renderer,
      SegmentPlan segments,
      Optional<PublishedVideo> video,
      boolean keepsPictures) {
    return new Track(
        renderer,
        rendition.video(),
        keyframes(rendition, segments),
        new EarlierFrames(
            renderer.keys(AlgorithmVersion.text()),
            context.stores().frames(),
            video.map(EarlierVideo.class::cast).orElse(EarlierVideo.NONE),
            context.stores().segments()),
        keepsPictures);
  }

  private Keyframes keyframes(Rendition rendition, SegmentPlan segments) {
    Schedule schedule = schedules.of(rendition.name());
    return Keyframes.of(
        schedule.timing(), schedule.lead(), segments.sizes(), rendition.video().gop());
  }

  /**
   * First and last frame of a rendition as one picture.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Picture pair(Drawn drawn, List<FramePlan> frames) throws IOException {
    return FramePair.of(
        settings,
        drawn.rendition().grid(),
        inventory.bands(),
        drawn.track().renderer(),
        frames.get(0),
        frames.get(frames.size() - 1));
  }

  /** Which files of a rendition are published. */
  static RenditionFiles files(Rendition rendition) {
    return RunContext.files(rendition.settings());
  }

  /** The video whose segments may be used again. */
  private Optional<PublishedVideo> findEarlier(RenditionFiles files) throws IOException {
    return context.options().noCache()
        ? Optional.empty()
        : PublishedVideo.find(context.job().outputDir(), context.job().name(), files);
  }
}

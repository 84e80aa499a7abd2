package io.terralapse.pipeline;

import io.terralapse.annotation.AreaLabel;
import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.draw.DrawPass;
import io.terralapse.draw.EarlierFrames;
import io.terralapse.draw.EarlierVideo;
import io.terralapse.draw.FramePair;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.draw.FrameSettings;
import io.terralapse.draw.SecondPanel;
import io.terralapse.draw.SegmentPlan;
import io.terralapse.draw.Track;
import io.terralapse.draw.VideoPlan;
import io.terralapse.encode.CodedSegment;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.publish.PublishedVideo;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.Rendition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.rendition.RenditionPlanner;
import io.terralapse.run.Progress;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** Pass 2 of a job: draws and encodes the frames of all its renditions. */
final class RenditionDrawing {
  private final RunContext context;
  private final SceneInventory inventory;
  private final FrameSettings settings;
  private final List<RenditionCanvas> canvases;
  private final RenditionSequences sequences;
  private final Optional<SecondPanel> second;
  private final RenditionLooks looks;
  private final RenditionMemory memory;

  /**
   * Prepares to draw.
   *
   * @param canvases of {@link #plan}
   * @param fill from which dates gaps are filled
   * @param laidOut the furniture of the job's own rendition, before anything is read
   * @param sequences what the videos show, and when
   * @param second what the frames show beside it
   * @param areas that are labelled from some date on
   */
  RenditionDrawing(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FillOrder fill,
      FurniturePainter laidOut,
      RenditionSequences sequences,
      Optional<SecondPanel> second,
      List<AreaLabel> areas) {
    this.sequences = sequences;
    this.second = second;
    this.context = context;
    this.inventory = inventory;
    this.settings = context.frameSettings(fill).with(areas);
    this.canvases = canvases;
    this.memory = new RenditionMemory(context, fill, this::frames);
    this.looks =
        new RenditionLooks(context, inventory, canvases, measured, settings, laidOut, second);
  }

  /**
   * Plans the renditions of a job, the first of which is its own.
   *
   * @throws io.terralapse.model.UserError (usage) if a rendition cannot be made
   */
  static List<RenditionCanvas> plan(RunContext context, SceneInventory inventory) {
    Rendition main = new Rendition(inventory.plan().grid(), context.job().main());
    List<RenditionCanvas> canvases =
        RenditionPlanner.plan(
            inventory.plan(),
            context.job().grid().aoi(),
            main,
            context.job().renditions(),
            context.job().focus());
    NamedInputs.check(context.job(), inventory.plan());
    if (context.job().pace().extras().zoom() > 0) {
      // Refused before anything is read.
      canvases.forEach(
          canvas ->
              canvas.renditions().forEach(one -> RenditionLooks.zoomPath(context, one.grid())));
    }
    return canvases;
  }

  /** The furniture of the job's own rendition. */
  FurniturePainter furniture() {
    return looks.furniture();
  }

  /** The same, which knows the gradients of the other renditions: later runs have to. */
  FurniturePainter withShades() {
    return looks.withShades();
  }

  /** What the furniture of the frames that were drawn had no space or no letters for. */
  List<Issue> issues() {
    return looks.issues();
  }

  /** The renderer of the job's own rendition. */
  FrameRenderer main() {
    return looks.of(0, 0).renderer();
  }

  /**
   * Draws and encodes some segments of a rendition, whatever earlier runs did.
   *
   * @param rendition its name; empty for the job's own
   * @param dates how its dates are coded together
   * @param segments their indices
   * @param crf the quantizer, where the settings do not decide it
   * @throws IllegalArgumentException if there is no such rendition
   */
  List<CodedSegment> encode(
      String rendition,
      List<FramePlan> frames,
      SegmentPlan dates,
      List<Integer> segments,
      OptionalInt crf)
      throws Exception {
    RenditionPasses.Pass pass = alone(rendition);
    VideoPlan video = sequences.video(rendition, dates);
    Track configured = track(pass, video).encoding();
    Track track = crf.isPresent() ? configured.withCrf(crf.getAsInt()) : configured;
    return new DrawPass(List.of(track), context.progress())
        .encode(frames, video, segments, encoders(rendition(pass), frames));
  }

  /**
   * Draws the pictures of a rendition for other encoders, and encodes none of them.
   *
   * @param rendition its name; empty for the job's own
   * @throws IllegalArgumentException if there is no such rendition
   */
  DrawnRendition drawOnly(String rendition, List<FramePlan> frames, SegmentPlan dates)
      throws Exception {
    RenditionPasses.Pass pass = alone(rendition);
    Rendition one = rendition(pass);
    VideoPlan video = VideoPlan.of(pass.pictures(), dates);
    Track track = track(pass, video).withoutVideo();
    context.progress().stage("drawing", frames.size());
    return new DrawnRendition(
        one,
        frames(one.grid()),
        track,
        new DrawPass(List.of(track), context.progress())
            .run(frames, video, encoders(one, frames))
            .get(0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A rendition that is drawn without others. */
  private RenditionPasses.Pass alone(String rendition) {
    for (int number = 0; number < canvases.size(); number++) {
      List<Rendition> all = canvases.get(number).renditions();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).name().equals(rendition)) {
          return new RenditionPasses.Pass(
              number, sequences.of(rendition).afterLead(), List.of(i), List.of(0));
        }
      }
    }
    throw new IllegalArgumentException(rendition);
  }

  /** The only one of a pass. */
  private Rendition rendition(RenditionPasses.Pass alone) {
    return canvases.get(alone.canvas()).renditions().get(alone.renditions().get(0));
  }

  private Track track(RenditionPasses.Pass alone, VideoPlan video) {
    RenditionLooks.Look look = looks.of(alone.canvas(), alone.renditions().get(0));
    return track(rendition(alone), look, video, Optional.empty());
  }

  private Track track(
      Rendition rendition,
      RenditionLooks.Look look,
      VideoPlan video,
      Optional<PublishedVideo> earlier) {
    return new Track(
        look.renderer(),
        rendition.video(),
        files(rendition).mp4(),
        sequences.keyframes(rendition.settings(), video),
        new EarlierFrames(
            look.renderer().keys(AlgorithmVersion.text()),
            context.stores().frames(),
            earlier.map(EarlierVideo.class::cast).orElse(EarlierVideo.NONE),
            context.stores().segments()),
        look.ends(),
        keepsPictures(rendition));
  }

  private static boolean keepsPictures(Rendition rendition) {
    RenditionFiles files = files(rendition);
    return files.needsPictures() || (files.mp4() && rendition.video().maxBytes().isPresent());
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

  /**
   * Draws and encodes; the job's own rendition comes first.
   *
   * @param dates how those are coded together
   */
  List<DrawnRendition> run(List<FramePlan> frames, SegmentPlan dates) throws Exception {
    RenditionPasses planned = new RenditionPasses(canvases, sequences, looks, memory);
    List<RenditionPasses.Pass> passes = planned.plan(frames);
    context.progress().stage("drawing", frames.size() * passes.size());
    // In the order of canvases and their renditions, however those are divided into passes.
    SortedMap<Integer, DrawnRendition> drawn = new TreeMap<>();
    for (RenditionPasses.Pass pass : passes) {
      List<DrawnRendition> made = run(pass, frames, dates);
      for (int i = 0; i < made.size(); i++) {
        drawn.put(pass.places().get(i), made.get(i));
      }
    }
    return List.copyOf(drawn.values());
  }

  private List<DrawnRendition> run(
      RenditionPasses.Pass pass, List<FramePlan> frames, SegmentPlan dates) throws Exception {
    RenditionCanvas canvas = canvases.get(pass.canvas());
    List<Optional<PublishedVideo>> earlier = new ArrayList<>();
    List<Track> tracks = new ArrayList<>();
    List<Rendition> firsts = new ArrayList<>();
    Map<List<Object>, Integer> known = new HashMap<>();
    List<Integer> trackOf = new ArrayList<>();
    for (int i : pass.renditions()) {
      Rendition one = canvas.renditions().get(i);
      Optional<PublishedVideo> published = findEarlier(files(one));
      earlier.add(published);
      RenditionLooks.Look look = looks.of(pass.canvas(), i);
      int track =
          known.computeIfAbsent(RenditionPasses.pictures(one, look, i), first -> tracks.size());
      trackOf.add(track);
      if (track == tracks.size()) {
        firsts.add(one);
        tracks.add(track(one, look, sequences.video(one.name(), dates), published));
      } else {
        Track shared = keepsPictures(one) ? tracks.get(track).keeping() : tracks.get(track);
        tracks.set(track, files(one).mp4() ? shared.encoding() : shared);
      }
    }
    List<DrawPass.Encoded> encoded =
        new DrawPass(tracks, context.progress())
            .run(
                frames,
                VideoPlan.of(pass.pictures(), dates),
                memory.encoders(canvas.grid(), firsts, frames));
    List<DrawnRendition> drawn = new ArrayList<>();
    for (int i = 0; i < trackOf.size(); i++) {
      Track track = tracks.get(trackOf.get(i));
      DrawPass.Encoded video = encoded.get(trackOf.get(i));
      Rendition one = canvas.renditions().get(pass.renditions().get(i));
      drawn.add(
          new DrawnRendition(
              one,
              frames(one.grid()),
              track,
              video,
              lead(one, track, frames, dates, video),
              earlier.get(i),
              Optional.empty()));
    }
    return drawn;
  }

  /** The segment before those of {@code encoded}, if a video has one. */
  private Optional<CodedSegment> lead(
      Rendition rendition,
      Track track,
      List<FramePlan> frames,
      SegmentPlan dates,
      DrawPass.Encoded encoded)
      throws IOException {
    return track.encodes() && sequences.of(rendition.name()).hasLead()
        ? Optional.of(
            DrawPass.lead(track, frames, sequences.video(rendition.name(), dates), encoded.last()))
        : Optional.empty();
  }

  /** How many pictures of a rendition to draw again at the same time, given how many there are. */
  IntUnaryOperator encoders(Rendition rendition, List<FramePlan> frames) {
    return memory.encoders(rendition, canvases, frames);
  }

  /** Encodes the pictures of a rendition, which are kept from now on, with another quantizer. */
  DrawnRendition encodeAgain(
      DrawnRendition drawn, List<FramePlan> frames, SegmentPlan dates, int crf) throws Exception {
    Rendition rendition = drawn.rendition();
    Track track = drawn.track().keeping().withCrf(crf);
    VideoPlan video = VideoPlan.of(sequences.of(rendition.name()).afterLead(), dates);
    DrawPass.Encoded encoded =
        new DrawPass(List.of(track), Progress.NONE)
            .run(frames, video, encoders(rendition, frames))
            .get(0);
    return new DrawnRendition(
        rendition,
        drawn.grid(),
        drawn.track(),
        encoded,
        lead(rendition, track, frames, dates, encoded),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * First and last frame of a rendition as one picture.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Picture pair(DrawnRendition drawn, List<FramePlan> frames) throws IOException {
    return FramePair.of(
        settings,
        drawn.rendition().grid(),
        inventory.plan().grid(),
        inventory.bands(),
        drawn.track().renderer(),
        frames.get(0),
        frames.get(frames.size() - 1));
  }

  private static RenditionFiles files(Rendition rendition) {
    return JobOutputs.of(rendition.settings());
  }

  /** The video whose segments may be used again. */
  private Optional<PublishedVideo> findEarlier(RenditionFiles files) throws IOException {
    return context.options().noCache() || !files.mp4()
        ? Optional.empty()
        : PublishedVideo.find(context.job().outputDir(), context.job().name(), files);
  }
}

package io.terralapse.draw;

import io.terralapse.annotation.AnnotationPainter;
import io.terralapse.bands.BandRecipe;
import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureScaler;
import io.terralapse.tone.Stretch;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The frames of one rendition: cut from the ground that a {@link CanvasRenderer} draws, reduced to
 * their size, with annotations and furniture laid out for it. Thread-safe: several frames may be
 * drawn at the same time.
 */
public final class FrameRenderer {
  private final CanvasRenderer canvas;
  private final Grid grid;
  private final PictureScaler scaler;
  private final AnnotationPainter annotations;
  private final FurniturePainter furniture;
  private final Optional<SecondPanel> second;
  private volatile FrameObserver observer = FrameObserver.NONE;

  private FrameRenderer(
      CanvasRenderer canvas,
      Grid grid,
      AnnotationPainter annotations,
      FurniturePainter furniture,
      Optional<SecondPanel> second) {
    this.second = second;
    this.canvas = canvas;
    this.grid = grid;
    this.annotations = annotations;
    this.furniture = furniture;
    Grid from = canvas.grid();
    this.scaler =
        new PictureScaler(
            (grid.originX() - from.originX()) / from.pixelSize(),
            (from.originY() - grid.originY()) / from.pixelSize(),
            grid.pixelSize() / from.pixelSize(),
            grid.width(),
            grid.height(),
            from.width(),
            from.height());
  }

  /**
   * A renderer for the frames of a sequence on its own grid.
   *
   * @param plan the grid and the area of interest
   * @param furniture laid out by {@link FrameFurniture}, without a legend's values
   */
  public static FrameRenderer of(
      FrameSettings settings,
      GridPlan plan,
      BandRecipe bands,
      Stretch stretch,
      FurniturePainter furniture,
      WindowStore store) {
    return of(
        settings,
        bands,
        CanvasRenderer.of(settings, plan, plan.grid(), stretch, store),
        plan.grid(),
        furniture);
  }

  /**
   * A renderer for the frames of one rendition.
   *
   * @param canvas what they are cut from
   * @param grid of the frames, inside that of the canvas, with pixels at least as large
   * @param furniture laid out for this grid, without a legend's values
   */
  public static FrameRenderer of(
      FrameSettings settings,
      BandRecipe bands,
      CanvasRenderer canvas,
      Grid grid,
      FurniturePainter furniture) {
    FurniturePainter complete =
        ChannelTone.findLegend(settings, bands, canvas.stretch())
            .map(furniture::withLegend)
            .orElse(furniture);
    return new FrameRenderer(
        canvas,
        grid,
        AnnotationPainter.of(
            settings.overlays(),
            settings.areas(),
            grid,
            complete.readable(),
            complete.occupied(),
            settings.furniture().fonts()),
        complete,
        Optional.empty());
  }

  /** A renderer of frames that have a second panel. */
  public FrameRenderer with(SecondPanel panel) {
    return new FrameRenderer(canvas, grid, annotations, furniture, Optional.of(panel));
  }

  /** Frame width, pixels. */
  int width() {
    return second.map(panel -> panel.width(grid.width())).orElse(grid.width());
  }

  /** Frame height, pixels. */
  int height() {
    return second.map(panel -> panel.height(grid.height())).orElse(grid.height());
  }

  /** What the frames are cut from. */
  CanvasRenderer canvas() {
    return canvas;
  }

  /** Shows every frame that is drawn from now on to an observer, in place of the one before. */
  public void setObserver(FrameObserver next) {
    observer = next;
  }

  /**
   * Draws one frame.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public Picture render(FramePlan plan) throws IOException {
    return finish(canvas.draw(plan), plan, true);
  }

  /**
   * Makes a frame of the ground of its date, which has been drawn.
   *
   * @param consume whether the picture may become the frame
   */
  Picture finish(Picture ground, FramePlan plan, boolean consume) throws IOException {
    if (second.isPresent()) {
      return join(second.get(), ground, plan, consume);
    }
    Picture frame = plain(ground, plan, consume);
    paintFurniture(frame, plan);
    return frame;
  }

  /** Makes a frame with a second panel. */
  private Picture join(SecondPanel panel, Picture ground, FramePlan plan, boolean consume)
      throws IOException {
    Picture frame = consume && scaler.isIdentity(ground) ? ground : scaler.scale(ground);
    Picture other = panel.renderer().renderPlain(panel.plan(plan));
    if (observer != FrameObserver.NONE) {
      observer.take(plan, panel.join(frame, other));
    }
    decorate(frame, plan);
    panel.renderer().decorate(other, panel.plan(plan));
    return panel.join(frame, other);
  }

  /** Draws annotations and furniture. */
  private void decorate(Picture frame, FramePlan plan) throws IOException {
    annotations.paint(frame, plan.date().acquisition().acquired());
    paintFurniture(frame, plan);
  }

  /**
   * Makes a frame without furniture and labels, but with annotations, of the ground of its date,
   * which has been drawn.
   *
   * @param consume whether the picture may become the frame
   */
  Picture plain(Picture ground, FramePlan plan, boolean consume) {
    Picture frame = bare(ground, plan, consume);
    annotations.paint(frame, plan.date().acquisition().acquired());
    return frame;
  }

  /**
   * Makes a frame with nothing drawn over the ground of its date, which has been drawn.
   *
   * @param consume whether the picture may become the frame
   */
  Picture bare(Picture ground, FramePlan plan, boolean consume) {
    Picture frame = consume && scaler.isIdentity(ground) ? ground : scaler.scale(ground);
    observer.take(plan, frame);
    return frame;
  }

  /**
   * Draws the furniture of a date and the labels of its annotations.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  void paintFurniture(Picture frame, FramePlan plan) throws IOException {
    furniture.paint(frame, caption(plan));
    paintLabels(frame, plan);
  }

  /** Draws the labels of the annotations of a date, over the furniture. */
  void paintLabels(Picture frame, FramePlan plan) {
    annotations.paintLabels(frame, plan.date().acquisition().acquired());
  }

  /** Whether two dates show the same annotations. */
  boolean hasSameLabels(FramePlan one, FramePlan other) {
    return annotations.isSame(
        one.date().acquisition().acquired(), other.date().acquisition().acquired());
  }

  /**
   * What the furniture of a date says, whether or not its ground has been drawn.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Caption caption(FramePlan plan) throws IOException {
    return FramePlanner.caption(plan, canvas.filled(plan).from());
  }

  FurniturePainter furniture() {
    return furniture;
  }

  /**
   * Draws one frame without furniture.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Picture renderPlain(FramePlan plan) throws IOException {
    Picture ground = canvas.draw(plan);
    Picture frame = scaler.isIdentity(ground) ? ground : scaler.scale(ground);
    return second.isPresent()
        ? second.get().join(frame, second.get().renderer().renderPlain(second.get().plan(plan)))
        : frame;
  }

  /**
   * Draws one frame with its annotations, without labels and furniture.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Picture renderAnnotated(FramePlan plan) throws IOException {
    Picture frame = renderPlain(plan);
    annotations.paint(frame, plan.date().acquisition().acquired());
    return frame;
  }

  /**
   * Takes over what an earlier run drew: what was filled of a frame, and what its caption had no
   * space for.
   */
  void recall(FramePlan plan, Filled filled) {
    canvas.recall(plan, filled);
    furniture.check(FramePlanner.caption(plan, filled.from()));
    second.ifPresent(panel -> panel.renderer().furniture.check(panel.plan(plan).caption()));
  }

  /**
   * The keys of what this renderer draws.
   *
   * @param codeVersion changes with the code that draws and encodes
   */
  public PictureKeys keys(String codeVersion) {
    return new PictureKeys(codeVersion, canvas, grid, annotations, furniture, second);
  }

  /**
   * The keys of frames that have been drawn, which do not depend on what might have filled their
   * gaps and did not; see {@link #asFilled}.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  PictureKeys keysAsFilled(String codeVersion) throws IOException {
    return new PictureKeys(
        codeVersion,
        canvas,
        grid,
        annotations,
        furniture,
        second.isPresent() ? Optional.of(second.get().asFilled()) : Optional.empty());
  }

  /** Whether frames, or those of the second panel, have sources from which gaps may be filled. */
  boolean mayFill(List<FramePlan> frames) {
    return second.isPresent() || frames.stream().anyMatch(frame -> !frame.sources().isEmpty());
  }

  /** Frames that have been drawn, without sources that filled none of their gaps. */
  List<FramePlan> asFilled(List<FramePlan> frames) {
    return frames.stream().map(one -> one.filledFrom(filled(one.index()).from())).toList();
  }

  /** What annotations could not be drawn as requested, in any panel. */
  public List<Issue> annotationIssues() {
    Set<Issue> issues = new LinkedHashSet<>(annotations.issues());
    second.ifPresent(panel -> issues.addAll(panel.renderer().annotationIssues()));
    return List.copyOf(issues);
  }

  /** What was filled of a frame that has been drawn, by its index. */
  public Filled filled(int index) {
    return canvas.filled(index);
  }
}

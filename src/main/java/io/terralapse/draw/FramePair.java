package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.MarkSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.read.ReadAcquisition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Two frames as one picture: side by side, or one below the other where they are wide. Each has its
 * date; title and scale bar are on the first, the credit of both on the second. Stateless.
 */
public final class FramePair {
  /** Frames that are wider, in shares of their height, are put one below the other. */
  private static final double WIDE = 1.2;

  /** Width of the white line between them, in shares of their shorter side. */
  private static final double GAP = 1.0 / 130;

  private static final int LEAST_GAP = 4;
  private static final int WHITE = 0xFFFFFF;

  private FramePair() {}

  /**
   * Draws a pair.
   *
   * @param settings of the frames
   * @param grid of the frames
   * @param main grid of the job's own frames, on which the dates were measured
   * @param renderer draws the frames
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public static Picture of(
      FrameSettings settings,
      Grid grid,
      Grid main,
      BandRecipe bands,
      FrameRenderer renderer,
      FramePlan first,
      FramePlan last)
      throws IOException {
    Picture before = panel(settings, grid, main, bands, renderer, true, first, last);
    Picture after = panel(settings, grid, main, bands, renderer, false, first, last);
    return join(before, after);
  }

  private static Picture panel(
      FrameSettings settings,
      Grid grid,
      Grid main,
      BandRecipe bands,
      FrameRenderer renderer,
      boolean isFirst,
      FramePlan first,
      FramePlan last)
      throws IOException {
    List<ReadAcquisition> dates = List.of(first.date(), last.date());
    List<Acquisition> acquisitions = dates.stream().map(ReadAcquisition::acquisition).toList();
    FrameSettings own =
        new FrameSettings(
            settings.kernel(),
            settings.fill(),
            settings.tone(),
            furniture(settings.furniture(), isFirst),
            settings.overlays(),
            settings.areas(),
            settings.revealLocation());
    FurniturePainter painter =
        FrameFurniture.complete(
            FrameFurniture.of(own, grid, acquisitions, bands, Optional.empty()),
            dates,
            List.of(),
            renderer.canvas().stretch(),
            grid,
            main);
    FramePlan plan = isFirst ? first : last;
    Picture picture = renderer.renderAnnotated(plan);
    boolean filled =
        !renderer.canvas().filled(first).from().isEmpty()
            || !renderer.canvas().filled(last).from().isEmpty();
    Caption caption = renderer.caption(plan);
    Optional<String> credit = FramePlanner.credit(acquisitions);
    painter.paint(
        picture,
        new Caption(
            caption.acquired(),
            caption.dates(),
            filled ? Optional.of(FramePlanner.filledCredit(credit)) : credit));
    renderer.paintLabels(picture, plan);
    return picture;
  }

  private static FurnitureSettings furniture(FurnitureSettings all, boolean isFirst) {
    return new FurnitureSettings(
        all.title(),
        all.subtitle(),
        all.datePattern(),
        all.locale(),
        all.zone(),
        isFirst && all.showTitle(),
        isFirst && all.scaleBar(),
        isFirst && all.northArrow(),
        all.credit(),
        !isFirst && all.showCredit(),
        FurnitureSettings.LegendUse.NEVER,
        isFirst && all.bandLabel(),
        new MarkSettings(
            false,
            all.marks().units(),
            Optional.empty(),
            Optional.empty(),
            false,
            MarkSettings.LocatorUse.NONE),
        all.style());
  }

  /** Puts two pictures of one size together. */
  static Picture join(Picture first, Picture second) {
    int width = first.width();
    int height = first.height();
    int gap = Math.max(LEAST_GAP, (int) Math.round(GAP * Math.min(width, height)));
    boolean stacked = width > WIDE * height;
    Picture pair =
        new Picture(stacked ? width : 2 * width + gap, stacked ? 2 * height + gap : height);
    Arrays.fill(pair.rgb(), WHITE);
    copy(first, pair, 0, 0);
    copy(second, pair, stacked ? 0 : width + gap, stacked ? height + gap : 0);
    return pair;
  }

  private static void copy(Picture from, Picture to, int left, int top) {
    for (int y = 0; y < from.height(); y++) {
      System.arraycopy(
          from.rgb(), y * from.width(), to.rgb(), (top + y) * to.width() + left, from.width());
    }
  }
}

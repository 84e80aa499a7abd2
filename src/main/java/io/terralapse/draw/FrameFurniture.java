package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.Canvas;
import io.terralapse.furniture.DateSpan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.geo.Crs;
import io.terralapse.geo.TrueNorth;
import io.terralapse.lock.Lock;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.select.FillOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays out the furniture of a sequence before its frames are drawn, from all captions that may
 * occur, so that the layout is the same in every frame.
 */
public final class FrameFurniture {
  /**
   * Gaps are mostly filled from the nearest dates: captions of spans over this many dates are
   * allowed for in the layout.
   */
  private static final int EXPECTED_SPAN = 4;

  private FrameFurniture() {}

  /**
   * Furniture and the texts that it was laid out for.
   *
   * @param layout those of published frames, as long as the texts of new dates have space in it
   * @param isNew whether the layout of published frames had no space for a new date
   */
  public record LaidOut(FurniturePainter painter, Lock.Layout layout, boolean isNew) {
    /**
     * A warning if published frames get another layout.
     *
     * @param lock the lock's file name
     */
    public List<Issue> issues(String lock) {
      return isNew
          ? List.of(
              new Issue(
                  "relocked",
                  lock,
                  lock
                      + " holds a layout of the furniture that has no space for the date or credit"
                      + " of a new date, so it was laid out again and every published frame"
                      + " changes; set a shorter furniture.date or furniture.credit, or leave out"
                      + " the date with select.drop."))
          : List.of();
    }
  }

  /**
   * The furniture of frames on a grid, without the legend's values, which need the stretch.
   *
   * @param acquisitions in order of time
   * @param published the texts that the furniture of published frames was laid out for; empty if
   *     there are none
   */
  public static LaidOut of(
      FrameSettings settings,
      Grid grid,
      List<Acquisition> acquisitions,
      BandRecipe bands,
      Optional<Lock.Layout> published) {
    Lock.Layout own = layout(acquisitions, settings.fill(), bands);
    if (published.isPresent()) {
      FurniturePainter painter = painter(settings, grid, published.get(), bands);
      if (painter.holds(newSpans(own, published.get()), own.credits())) {
        return new LaidOut(painter, published.get(), false);
      }
    }
    return new LaidOut(painter(settings, grid, own, bands), own, published.isPresent());
  }

  /** The texts that furniture is laid out for. */
  private static Lock.Layout layout(
      List<Acquisition> acquisitions, FillOrder fill, BandRecipe bands) {
    return new Lock.Layout(
        acquisitions.stream().map(Acquisition::acquired).toList(),
        credits(acquisitions, fill),
        bands.caption(acquisitions));
  }

  private static List<DateSpan> newSpans(Lock.Layout own, Lock.Layout published) {
    Set<String> known = new HashSet<>();
    published.dates().forEach(date -> known.add(date.text()));
    return own.dates().stream()
        .filter(date -> !known.contains(date.text()))
        .map(DateSpan::of)
        .toList();
  }

  private static FurniturePainter painter(
      FrameSettings settings, Grid grid, Lock.Layout texts, BandRecipe bands) {
    double north =
        TrueNorth.degreesAt(
            Crs.of(grid.crs()),
            grid.originX() + grid.width() / 2.0 * grid.pixelSize(),
            grid.originY() - grid.height() / 2.0 * grid.pixelSize());
    return new FurniturePainter(
        settings.furniture(),
        new Canvas(
            grid.width(), grid.height(), grid.pixelSizeM(), north, settings.revealLocation()),
        spans(texts.dates(), settings.fill()),
        texts.credits(),
        texts.label(),
        ChannelTone.hasLegend(settings.furniture(), settings.tone(), bands));
  }

  /**
   * The date spans that captions may show: single dates, and where gaps are filled the likely
   * spans, since the actual ones are known only when a frame is drawn.
   */
  private static List<DateSpan> spans(List<AcquisitionDate> dates, FillOrder fill) {
    List<DateSpan> spans = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      DateSpan own = DateSpan.of(dates.get(i));
      spans.add(own);
      if (fill != FillOrder.NONE && fill != FillOrder.AUTO) {
        spans.add(own.with(dates.get(0)));
        for (int k = 1; k <= Math.min(i, EXPECTED_SPAN); k++) {
          spans.add(own.with(dates.get(i - k)));
        }
      }
    }
    return spans;
  }

  private static List<String> credits(List<Acquisition> dates, FillOrder fill) {
    List<String> credits =
        new ArrayList<>(dates.stream().map(Acquisition::credit).flatMap(Optional::stream).toList());
    if (fill == FillOrder.AUTO) {
      dates.stream().map(Acquisition::credit).map(FramePlanner::filledCredit).forEach(credits::add);
    } else if (fill != FillOrder.NONE) {
      Acquisition.creditOf(dates).ifPresent(credits::add);
    }
    return credits.stream().distinct().toList();
  }
}

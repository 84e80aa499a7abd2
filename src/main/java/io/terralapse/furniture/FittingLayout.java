package io.terralapse.furniture;

import io.terralapse.model.Issue;
import io.terralapse.text.Typefaces;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The largest layout that fits into a frame. Furniture that has no meaning there is left out; then
 * more, in the order of {@link FurnitureItem}, until nothing overlaps, nothing is truncated and the
 * middle of the frame is free; then what still has space is shown again, in the reverse order.
 *
 * @param layout of the furniture that is left
 * @param leftOut what was requested and is not in it
 */
record FittingLayout(Layout layout, Set<FurnitureItem> leftOut) {
  /** Largest share of the height from the edges to the innermost furniture, both edges together. */
  private static final double MOST_HEIGHT = 0.45;

  /**
   * Finds the layout. A second line of the legend's title may take the space of the arrow, but not
   * that of other furniture.
   */
  static FittingLayout of(
      FurnitureSettings settings, Canvas canvas, LayoutContent content, Typefaces fonts) {
    FittingLayout usual = find(settings, canvas, content, fonts);
    if (!content.legend() || usual.leftOutButArrow() == 0) {
      return usual;
    }
    FittingLayout low = find(settings, canvas, content.withLowLegend(), fonts);
    return low.leftOutButArrow() < usual.leftOutButArrow() ? low : usual;
  }

  private long leftOutButArrow() {
    return leftOut.stream().filter(item -> item != FurnitureItem.NORTH_ARROW).count();
  }

  private static FittingLayout find(
      FurnitureSettings settings, Canvas canvas, LayoutContent content, Typefaces fonts) {
    Set<FurnitureItem> requested = requested(settings, canvas, content);
    Set<FurnitureItem> meaningful = EnumSet.copyOf(requested);
    meaningful.removeAll(meaningless(canvas));
    Set<FurnitureItem> shown = EnumSet.copyOf(meaningful);
    Layout layout = new Layout(settings, canvas, content, shown, fonts);
    for (FurnitureItem next : FurnitureItem.values()) {
      if (fits(layout, canvas)) {
        break;
      }
      if (shown.remove(next)) {
        if (next == FurnitureItem.LEGEND && hasBandLabel(settings, content)) {
          shown.add(FurnitureItem.BAND_LABEL);
        }
        layout = new Layout(settings, canvas, content, shown, fonts);
      }
    }
    // What was left out before the item that was in the way may have space without that one.
    List<FurnitureItem> mostMissedFirst = new ArrayList<>(meaningful);
    Collections.reverse(mostMissedFirst);
    for (FurnitureItem item : mostMissedFirst) {
      Set<FurnitureItem> more = EnumSet.copyOf(shown);
      if (more.add(item)) {
        if (item == FurnitureItem.LEGEND) {
          more.remove(FurnitureItem.BAND_LABEL);
        }
        Layout larger = new Layout(settings, canvas, content, more, fonts);
        if (fits(larger, canvas)) {
          shown = more;
          layout = larger;
        }
      }
    }
    Set<FurnitureItem> leftOut = EnumSet.copyOf(requested);
    leftOut.removeAll(shown);
    return new FittingLayout(layout, leftOut);
  }

  /** What the settings ask for and the content has. */
  private static Set<FurnitureItem> requested(
      FurnitureSettings settings, Canvas canvas, LayoutContent content) {
    Set<FurnitureItem> items = EnumSet.noneOf(FurnitureItem.class);
    if (settings.northArrow() && Double.isFinite(canvas.northDegrees())) {
      items.add(FurnitureItem.NORTH_ARROW);
    }
    if (settings.scaleBar() && ScaleBar.of(canvas, settings.marks().units()).isPresent()) {
      items.add(FurnitureItem.SCALE_BAR);
    }
    if (settings.marks().locator() != MarkSettings.LocatorUse.NONE
        && canvas.revealedPlace().isPresent()) {
      items.add(FurnitureItem.LOCATOR);
    }
    if (settings.marks().coordinates() && canvas.revealedPlace().isPresent()) {
      items.add(FurnitureItem.COORDINATES);
    }
    if (settings.marks().timeline()) {
      items.add(FurnitureItem.TIMELINE);
    }
    if (settings.showTitle() && settings.subtitle().isPresent()) {
      items.add(FurnitureItem.SUBTITLE);
    }
    if (settings.showTitle() && settings.title().isPresent()) {
      items.add(FurnitureItem.TITLE);
    }
    if (content.logo().isPresent()) {
      items.add(FurnitureItem.LOGO);
    }
    // A legend names what it shows.
    if (content.legend()) {
      items.add(FurnitureItem.LEGEND);
    } else if (hasBandLabel(settings, content)) {
      items.add(FurnitureItem.BAND_LABEL);
    }
    if (settings.showCredit()) {
      items.add(FurnitureItem.CREDIT);
    }
    return items;
  }

  /** What says nothing about the frame, however large that is. */
  private static Set<FurnitureItem> meaningless(Canvas canvas) {
    Set<FurnitureItem> items = EnumSet.noneOf(FurnitureItem.class);
    if (canvas.holdsPole()) {
      items.add(FurnitureItem.NORTH_ARROW);
    }
    if (canvas.revealedPlace().flatMap(Locator::findFault).isPresent()) {
      items.add(FurnitureItem.LOCATOR);
    }
    if (canvas.shownPlace().isEmpty()) {
      items.add(FurnitureItem.COORDINATES);
    }
    return items;
  }

  /** What readers miss of that which is left out. */
  List<Issue> issues(Canvas canvas) {
    Set<FurnitureItem> meaningless = meaningless(canvas);
    return leftOut.stream()
        .filter(FurnitureItem::isMissed)
        .map(
            item ->
                canvas
                    .revealedPlace()
                    .filter(place -> meaningless.contains(item))
                    .flatMap(Locator::findFault)
                    .map(item::leftOutBecause)
                    .orElseGet(() -> item.leftOutOf(canvas)))
        .toList();
  }

  private static boolean hasBandLabel(FurnitureSettings settings, LayoutContent content) {
    return settings.bandLabel() && content.bandLabel().isPresent();
  }

  private static boolean fits(Layout layout, Canvas canvas) {
    List<Rectangle2D> boxes = layout.boxes();
    Rectangle2D margins = layout.content();
    double middle = canvas.height() / 2.0;
    double upper = 0;
    double lower = canvas.height();
    for (int i = 0; i < boxes.size(); i++) {
      Rectangle2D box = boxes.get(i);
      // Ink is laid out to whole margins; half a stroke beyond is rounding.
      boolean inside =
          box.getMinX() >= margins.getMinX() - 1
              && box.getMaxX() <= margins.getMaxX() + 1
              && box.getMinY() >= margins.getMinY() - 1
              && box.getMaxY() <= margins.getMaxY() + 1;
      if (!inside || boxes.subList(i + 1, boxes.size()).stream().anyMatch(box::intersects)) {
        return false;
      }
      if (box.getCenterY() < middle) {
        upper = Math.max(upper, box.getMaxY());
      } else {
        lower = Math.min(lower, box.getMinY());
      }
    }
    // What a platform covers counts neither for nor against the furniture.
    double covered = (canvas.safe().top() + canvas.safe().bottom()) * canvas.height();
    return upper + canvas.height() - lower - covered <= MOST_HEIGHT * canvas.height()
        && !layout.cutsCredit();
  }
}

package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The overlay of votes on an image. Windows may be outside the frame, in the context that was
 * measured with it; the drawing area is enlarged to include them.
 */
final class VoteOverlay {
  /** Magnification of arrows. */
  static final int MAGNIFICATION = 25;

  /** The longest arrow is this fraction (1/n) of the width. */
  private static final int LONGEST = 8;

  /** Width in radii of a dot. */
  private static final int DOTS_ACROSS = 180;

  /** Most context on each side, as a share of the frame. */
  private static final double MOST_CONTEXT = 0.6;

  private final AlignmentReport report;
  private final AlignedDate date;
  private double left;
  private double top;
  private double right;
  private double bottom;

  VoteOverlay(AlignmentReport report, AlignedDate date) {
    this.report = report;
    this.date = date;
    this.right = report.width();
    this.bottom = report.height();
    for (ShownVote vote : date.votesShown()) {
      left = Math.min(left, Math.max(vote.x(), -MOST_CONTEXT * report.width()));
      top = Math.min(top, Math.max(vote.y(), -MOST_CONTEXT * report.height()));
      right = Math.max(right, Math.min(vote.x(), (1 + MOST_CONTEXT) * report.width()));
      bottom = Math.max(bottom, Math.min(vote.y(), (1 + MOST_CONTEXT) * report.height()));
    }
    // A margin, so that dots at the edge are not cut.
    double margin = 4 * (right - left) / DOTS_ACROSS;
    left -= left < 0 ? margin : 0;
    top -= top < 0 ? margin : 0;
    right += right > report.width() ? margin : 0;
    bottom += bottom > report.height() ? margin : 0;
  }

  /** Whether there are windows outside the frame. */
  boolean hasContext() {
    return left < 0 || top < 0 || right > report.width() || bottom > report.height();
  }

  Map<String, Object> content() {
    double width = right - left;
    double height = bottom - top;
    Map<String, Object> map = new HashMap<>();
    map.put("aspect", String.format(Locale.ROOT, "%.4f", width / height));
    map.put(
        "position",
        String.format(
            Locale.ROOT,
            "left:%.3f%%;top:%.3f%%;width:%.3f%%;height:%.3f%%",
            -100 * left / width,
            -100 * top / height,
            100 * report.width() / width,
            100 * report.height() / height));
    map.put("viewBox", String.format(Locale.ROOT, "%.1f %.1f %.1f %.1f", left, top, width, height));
    map.put("hasVotes", !date.votesShown().isEmpty());
    List<Map<String, Object>> arrows = new ArrayList<>();
    for (ShownVote vote : date.votesShown()) {
      if (isShown(vote)) {
        arrows.add(arrow(vote, width));
      }
    }
    map.put("arrows", arrows);
    return map;
  }

  /** Whether a window is inside the drawing area. */
  private boolean isShown(ShownVote vote) {
    return vote.x() >= left && vote.x() <= right && vote.y() >= top && vote.y() <= bottom;
  }

  private Map<String, Object> arrow(ShownVote vote, double width) {
    double dx = MAGNIFICATION * (vote.dxPx() - date.dxPx());
    double dy = MAGNIFICATION * (vote.dyPx() - date.dyPx());
    double length = Math.hypot(dx, dy);
    double longest = width / LONGEST;
    if (length > longest) {
      dx *= longest / length;
      dy *= longest / length;
    }
    return Map.of(
        "path",
        String.format(Locale.ROOT, "M%.1f %.1fl%.1f %.1f", vote.x(), vote.y(), dx, dy),
        "x",
        PageText.coordinate(vote.x()),
        "y",
        PageText.coordinate(vote.y()),
        "r",
        PageText.coordinate(width / DOTS_ACROSS),
        "kind",
        vote.agrees() ? "agrees" : "rejected");
  }
}

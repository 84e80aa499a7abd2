package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A picture with the votes of its windows drawn over it. Windows may stand outside of the frame, in
 * the context that was measured with it; the stage is as large as they need.
 */
final class VoteOverlay {
  /** Arrows are so many times as long as what they show. */
  static final int MAGNIFICATION = 25;

  /** No arrow is longer than such a part of the stage. */
  private static final int LONGEST = 8;

  /** So many radii of a dot make the width of the stage. */
  private static final int DOTS_ACROSS = 180;

  /** No more context than this share of the frame is shown on each side. */
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
    // Dots on the rim would be cut in half.
    double room = 4 * (right - left) / DOTS_ACROSS;
    left -= left < 0 ? room : 0;
    top -= top < 0 ? room : 0;
    right += right > report.width() ? room : 0;
    bottom += bottom > report.height() ? room : 0;
  }

  /** Whether windows stand outside of the frame. */
  boolean hasContext() {
    return left < 0 || top < 0 || right > report.width() || bottom > report.height();
  }

  Map<String, Object> content() {
    double width = right - left;
    double height = bottom - top;
    Map<String, Object> map = new HashMap<>();
    map.put("aspect", String.format(Locale.ROOT, "%.4f", width / height));
    map.put(
        "place",
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

  /** Whether a window stands where there is room for it. */
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
        PageText.place(vote.x()),
        "y",
        PageText.place(vote.y()),
        "r",
        PageText.place(width / DOTS_ACROSS),
        "kind",
        vote.agrees() ? "agrees" : "rejected");
  }
}

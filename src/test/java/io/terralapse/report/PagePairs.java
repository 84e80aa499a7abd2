package io.terralapse.report;

import io.terralapse.align.SequenceAlignment;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.model.Displacement;
import java.util.List;

/** Pairs of dates for pages. */
final class PagePairs {
  private PagePairs() {}

  /** A pair that was off by (1.25, -0.5) pixels, to within 0.04 pixels. */
  static SequenceAlignment.Pair pair(String from, String to, boolean accepted, String reason) {
    Edge edge =
        new Edge(
            from,
            to,
            1.25,
            -0.5,
            0.0008,
            0,
            0.0008,
            0.2,
            ShiftModel.TRANSLATION,
            Displacement.NONE,
            List.of(),
            accepted ? 0.9 : 0,
            accepted,
            reason);
    return new SequenceAlignment.Pair(edge, 0.01);
  }
}

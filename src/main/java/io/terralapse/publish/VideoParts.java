package io.terralapse.publish;

import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.Mp4Extras;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoFacts;
import io.terralapse.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a video is made of.
 *
 * @param segments in order of time; those before the first date hold one picture each
 * @param width pixels
 * @param height pixels
 * @param timing of all pictures
 * @param extras what is in the file beside them
 */
public record VideoParts(
    List<CodedSegment> segments, int width, int height, Timing timing, Mp4Extras extras) {
  /** Largest difference between the duration in the file and the requested one, seconds. */
  private static final double DURATION_TOLERANCE_S = 0.02;

  /** Copies the list. */
  public VideoParts {
    segments = List.copyOf(segments);
  }

  /** Its segments, as the ledger has them. */
  List<Ledger.Segment> ledgerSegments() {
    List<Ledger.Segment> listed = new ArrayList<>();
    int picture = 0;
    for (CodedSegment segment : segments) {
      int frames = 0;
      for (int end = picture + segment.pictures(); picture < end; picture++) {
        frames += timing.repeats(picture);
      }
      listed.add(
          new Ledger.Segment(segment.key().hex(), segment.sha256(), segment.pictures(), frames));
    }
    return listed;
  }

  /** A video that does not read back as intended must not replace a good one. */
  void requireSame(VideoFacts facts) {
    boolean right =
        facts.width() == width
            && facts.height() == height
            && facts.frames() == timing.frames()
            && facts.warnings() == 0
            && facts.indexFirst()
            && !facts.editList()
            && Math.abs(facts.durationMicros() / 1e6 - timing.totalSeconds())
                < DURATION_TOLERANCE_S;
    if (!right) {
      throw new IllegalStateException(
          "the finished video does not read back as it was written: " + facts);
    }
  }
}

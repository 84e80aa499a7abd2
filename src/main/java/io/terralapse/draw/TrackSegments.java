package io.terralapse.draw;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments of one track, in order of time.
 *
 * @param segments found or to be encoded
 */
record TrackSegments(Track track, List<PlannedSegment> segments) {
  /** Plans the segments, and finds those of earlier runs. */
  static TrackSegments plan(Track track, List<FramePlan> frames, VideoPlan plan)
      throws IOException {
    List<PlannedSegment> all = new ArrayList<>();
    for (int number = 0; number < plan.segments().size(); number++) {
      all.add(PlannedSegment.of(track, number, plan, frames));
    }
    track.earlier().find(all, track.renderer());
    return new TrackSegments(track, all);
  }

  /** The result, once all segments have been found or encoded. */
  DrawPass.Encoded finish() {
    if (!track.keepsPictures()) {
      segments.stream().filter(one -> !one.isLast()).forEach(track.earlier()::forgetPictures);
    }
    PlannedSegment last =
        segments.stream().filter(PlannedSegment::isLast).findFirst().orElseThrow();
    return new DrawPass.Encoded(
        segments.stream().map(segment -> segment.coded().orElseThrow()).toList(),
        () ->
            SegmentTask.picture(track, last, last.lastStill(), last.drawing(track), new Grounds(1)),
        Optional.of(new StoredPictures(this)));
  }
}

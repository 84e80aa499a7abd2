package io.terralapse.draw;

import io.terralapse.model.Picture;
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
  static TrackSegments plan(Track track, List<FramePlan> frames, SegmentPlan plan)
      throws IOException {
    List<PlannedSegment> all = new ArrayList<>();
    for (List<FramePlan> segment : plan.segments(frames)) {
      all.add(PlannedSegment.of(track, segment, plan.idrPictureId(all.size())));
    }
    track.earlier().find(all, track.renderer());
    return new TrackSegments(track, all);
  }

  /** The result, once all segments have been found or encoded. */
  DrawPass.Encoded finish() throws IOException {
    if (!track.keepsPictures()) {
      segments.subList(0, segments.size() - 1).forEach(track.earlier()::forgetPictures);
    }
    PlannedSegment last = segments.get(segments.size() - 1);
    Picture picture =
        last.lastPicture().isPresent()
            ? last.lastPicture().get()
            : SegmentTask.picture(track, last, last.frames().size() - 1, true, new Ground(1));
    return new DrawPass.Encoded(
        segments.stream().map(segment -> segment.coded().orElseThrow()).toList(),
        picture,
        Optional.of(new StoredPictures(this)));
  }
}

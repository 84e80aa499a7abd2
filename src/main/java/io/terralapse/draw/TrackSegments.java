package io.terralapse.draw;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of one track, in order of time.
 *
 * @param segments found or to be encoded, or only drawn
 */
record TrackSegments(Track track, List<PlannedSegment> segments) {
  /** Plans the segments, and finds those of earlier runs. */
  static TrackSegments plan(Track track, List<FramePlan> frames, VideoPlan plan)
      throws IOException {
    List<PlannedSegment> all = new ArrayList<>();
    for (int number = 0; number < plan.segments().size(); number++) {
      all.add(PlannedSegment.of(track, number, plan, frames));
    }
    if (track.encodes()) {
      track.earlier().find(all, track.renderer());
    }
    return new TrackSegments(track, all);
  }

  /**
   * Whether nothing has to be drawn of a segment: it is coded, or where there is no video, the
   * pictures that others need are in the cache and it is known what was filled of the frames.
   */
  boolean has(int number) {
    PlannedSegment segment = segments.get(number);
    if (track.encodes()) {
      return segment.coded().isPresent();
    }
    boolean kept =
        !track.keepsPictures()
            || segment.pictures().stream().allMatch(track.earlier().cache()::hasPicture);
    return kept && segment.frames().stream().allMatch(track.renderer().canvas()::knowsFilling);
  }

  /** The result, once all segments have been found, drawn or encoded. */
  DrawPass.Encoded finish() throws IOException {
    if (!track.keepsPictures()) {
      segments.stream().filter(one -> !one.isLast()).forEach(track.earlier()::forgetPictures);
    }
    PlannedSegment last =
        segments.stream().filter(PlannedSegment::isLast).findFirst().orElseThrow();
    Picture picture =
        last.lastPicture().isPresent()
            ? last.lastPicture().get()
            : SegmentTask.picture(
                track, last, last.lastStill(), last.drawing(track), new Grounds(1));
    return new DrawPass.Encoded(
        track.encodes()
            ? segments.stream().map(segment -> segment.coded().orElseThrow()).toList()
            : List.of(),
        picture,
        new StoredPictures(this));
  }
}

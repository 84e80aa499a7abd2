package io.terralapse.draw;

import io.terralapse.draw.EarlierVideo.FilledFrame;
import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.SegmentSource;
import io.terralapse.model.ContentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What earlier runs drew and encoded, and where this run keeps what it encodes.
 *
 * @param keys of pictures and segments
 * @param cache looked up first
 * @param video looked up for what the cache lost
 * @param folder receives segments for which the cache has no space; must exist
 */
public record EarlierFrames(PictureKeys keys, FrameCache cache, EarlierVideo video, Path folder) {

  /**
   * Finds as many segments as possible.
   *
   * @param renderer learns what was filled of their frames
   */
  void find(List<PlannedSegment> segments, FrameRenderer renderer) throws IOException {
    Map<ContentKey, PlannedSegment> missing = new HashMap<>();
    for (PlannedSegment segment : segments) {
      var found = cache.findSegment(segment.key(), segment.shown().size(), segment.frames());
      if (found.isPresent()) {
        use(segment, found.get().content(), found.get().filled(), renderer);
      } else {
        missing.put(segment.key(), segment);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    video.read(
        missing.keySet(),
        (key, encoded, shares) -> {
          PlannedSegment segment = missing.get(key);
          List<Filled> filled = segment == null ? List.of() : filled(shares, segment.frames());
          if (segment != null && filled.size() == segment.frames().size()) {
            use(segment, keep(segment, encoded, filled), filled, renderer);
          }
        });
  }

  private static void use(
      PlannedSegment segment, CodedSegment coded, List<Filled> filled, FrameRenderer renderer) {
    segment.setCoded(coded);
    for (int i = 0; i < filled.size(); i++) {
      renderer.recall(segment.frames().get(i), filled.get(i));
    }
  }

  /** What was filled of frames; shorter if a date is not among the sources of its frame. */
  private static List<Filled> filled(Map<String, FilledFrame> shares, List<FramePlan> frames)
      throws IOException {
    List<Filled> filled = new ArrayList<>();
    for (FramePlan frame : frames) {
      FilledFrame share = shares.getOrDefault(frame.date().id(), FilledFrame.NONE);
      List<String> known =
          frame.sources().stream().map(Placed::date).map(date -> date.id()).toList();
      List<Integer> sources = share.from().stream().map(known::indexOf).toList();
      if (!sources.contains(-1)) {
        filled.add(Filled.of(share.percent(), sources, frame));
      }
    }
    return filled;
  }

  /** Keeps a segment, in the cache if that has space. */
  CodedSegment keep(PlannedSegment segment, EncodedSegment encoded, List<Filled> filled)
      throws IOException {
    var kept = cache.tryKeep(segment.key(), encoded, segment.frames(), filled);
    if (kept.isPresent()) {
      return kept.get();
    }
    Path file = folder.resolve("segment-" + segment.key().hex());
    encoded.write(file);
    return CodedSegment.of(segment.key(), encoded, SegmentSource.file(file));
  }

  /** Deletes the kept pictures of a segment that no scene continues. */
  void forgetPictures(PlannedSegment segment) {
    segment.pictures().forEach(cache::forgetPicture);
  }
}

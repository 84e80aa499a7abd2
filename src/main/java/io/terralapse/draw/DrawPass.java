package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.encode.VideoSettings;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;

/**
 * Pass 2: draws every frame once, in order of time, and encodes it, unless an earlier run did: then
 * its segment is taken from the cache, or else from the video that was published. Within a segment
 * the next frame is drawn while the current one is encoded; several segments are processed at the
 * same time, as many as fit into the memory budget, so that memory does not grow with the length of
 * the sequence.
 */
public final class DrawPass {

  /**
   * The encoded sequence.
   *
   * @param segments encoded segments in order of time
   * @param last the last picture, for the poster
   */
  public record Encoded(List<CodedSegment> segments, Picture last) {
    /** Copies the list. */
    public Encoded {
      segments = List.copyOf(segments);
    }
  }

  private final FrameRenderer renderer;
  private final VideoSettings video;
  private final EarlierFrames earlier;
  private final Progress progress;

  /**
   * Prepares a pass.
   *
   * @param earlier what earlier runs drew and encoded
   */
  public DrawPass(
      FrameRenderer renderer, VideoSettings video, EarlierFrames earlier, Progress progress) {
    this.renderer = renderer;
    this.video = video;
    this.earlier = earlier;
    this.progress = progress;
  }

  /** The index of the segment that begins with some frames. */
  static int numberOf(List<FramePlan> frames) {
    return frames.get(0).index() / SegmentEncoder.MAX_PICTURES;
  }

  /**
   * Draws and encodes frames.
   *
   * @param frames in order of time, at least one
   * @param encodersFor how many segments to process at the same time, given how many there are
   */
  public Encoded run(List<FramePlan> frames, IntUnaryOperator encodersFor) throws Exception {
    List<PlannedSegment> all = plan(frames);
    earlier.find(all, renderer);
    List<PlannedSegment> missing = new ArrayList<>();
    for (PlannedSegment segment : all) {
      if (segment.coded().isPresent()) {
        segment.frames().forEach(frame -> progress.step());
      } else {
        missing.add(segment);
      }
    }
    PlannedSegment last = all.get(all.size() - 1);
    encode(missing, last, encodersFor);
    all.subList(0, all.size() - 1).forEach(earlier::forgetPictures);
    Picture picture =
        last.lastPicture().isPresent()
            ? last.lastPicture().get()
            : picture(last, last.frames().size() - 1, true);
    return new Encoded(
        all.stream().map(segment -> segment.coded().orElseThrow()).toList(), picture);
  }

  /**
   * Draws and encodes some segments, whatever earlier runs did.
   *
   * @param frames those of the whole sequence, in order of time
   * @param segments indices of the segments, from 0
   * @param encodersFor how many segments to process at the same time, given how many there are
   * @return the segments in the order of the indices
   */
  public List<CodedSegment> encode(
      List<FramePlan> frames, List<Integer> segments, IntUnaryOperator encodersFor)
      throws Exception {
    List<PlannedSegment> all = plan(frames);
    List<PlannedSegment> some = segments.stream().map(all::get).toList();
    encode(some, all.get(all.size() - 1), encodersFor);
    return some.stream().map(segment -> segment.coded().orElseThrow()).toList();
  }

  private List<PlannedSegment> plan(List<FramePlan> frames) throws IOException {
    List<PlannedSegment> all = new ArrayList<>();
    for (int from = 0; from < frames.size(); from += SegmentEncoder.MAX_PICTURES) {
      int to = Math.min(frames.size(), from + SegmentEncoder.MAX_PICTURES);
      all.add(PlannedSegment.of(earlier.keys(), frames.subList(from, to), video));
    }
    return all;
  }

  private void encode(
      List<PlannedSegment> missing, PlannedSegment last, IntUnaryOperator encodersFor)
      throws Exception {
    if (missing.isEmpty()) {
      return;
    }
    int count = encodersFor.applyAsInt(missing.size());
    try (Workers encoders = new Workers("encode", count);
        Workers drawers = new Workers("draw", count)) {
      encoders.map(
          missing,
          segment -> {
            encode(segment, segment == last, drawers);
            return true;
          });
    }
  }

  private void encode(PlannedSegment segment, boolean isLast, Workers drawers) throws Exception {
    List<FramePlan> frames = segment.frames();
    List<Filled> filled = new ArrayList<>();
    try (SegmentEncoder encoder =
        new SegmentEncoder(renderer.width(), renderer.height(), video, numberOf(frames))) {
      Future<Picture> next = drawers.start(() -> picture(segment, 0, isLast));
      for (int i = 0; i < frames.size(); i++) {
        Picture picture = await(next);
        if (i + 1 < frames.size()) {
          int following = i + 1;
          next = drawers.start(() -> picture(segment, following, isLast));
        }
        encoder.add(picture);
        filled.add(renderer.filled(frames.get(i).index()));
        if (isLast && i + 1 == frames.size()) {
          segment.setLastPicture(picture);
        }
        progress.step();
      }
      EncodedSegment encoded = encoder.finish();
      segment.setCoded(earlier.keep(segment, encoded, filled));
    }
  }

  /**
   * A picture of a segment, drawn by an earlier run or now.
   *
   * @param keep whether a scene that arrives would continue the segment
   */
  private Picture picture(PlannedSegment segment, int index, boolean keep) throws IOException {
    FramePlan frame = segment.frames().get(index);
    ContentKey key = segment.pictures().get(index);
    FrameCache cache = earlier.cache();
    var found = cache.findPicture(key, frame, renderer.width(), renderer.height());
    if (found.isPresent()) {
      renderer.recall(frame, found.get().filled().get(0));
      return found.get().content();
    }
    Picture drawn = renderer.render(frame);
    if (keep) {
      cache.tryKeep(key, drawn, frame, renderer.filled(frame.index()));
    }
    return drawn;
  }

  private static <T> T await(Future<T> result) throws Exception {
    try {
      return result.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /** Bytes per grid pixel that drawing some dates holds beyond three bands and their flags. */
  public static int extraBytesPerPixel(List<ReadAcquisition> dates, FillOrder fill) {
    int plain = 3 * Float.BYTES + 1;
    return FrameFilling.bytesPerPixel(fill)
        + dates.stream().mapToInt(date -> date.recipe().bytesPerPixel() - plain).max().orElse(0);
  }
}

package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.CodedSegment;
import io.terralapse.model.Picture;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;

/**
 * Pass 2: draws the ground of every date once, in order of time, makes the frame of each rendition
 * of it, and encodes them, unless an earlier run did: then a segment is taken from the cache, or
 * else from the video that was published. Within a segment the next frames are drawn while the
 * current ones are encoded; several segments are processed at the same time, as many as fit into
 * the memory budget, so that memory does not grow with the length of the sequence.
 */
public final class DrawPass {

  /**
   * The encoded sequence of one track.
   *
   * @param segments encoded segments in order of time
   * @param last the last picture, for the poster
   * @param pictures all pictures, which other encoders can read
   */
  public record Encoded(
      List<CodedSegment> segments, Picture last, Optional<StoredPictures> pictures) {
    /** A sequence whose pictures are gone. */
    public Encoded(List<CodedSegment> segments, Picture last) {
      this(segments, last, Optional.empty());
    }

    /** Copies the list. */
    public Encoded {
      segments = List.copyOf(segments);
    }
  }

  private final List<Track> tracks;
  private final Progress progress;

  /**
   * Prepares a pass.
   *
   * @param tracks the videos of one canvas, at least one
   */
  public DrawPass(List<Track> tracks, Progress progress) {
    this.tracks = List.copyOf(tracks);
    this.progress = progress;
  }

  /**
   * Draws and encodes frames.
   *
   * @param frames in order of time, at least one
   * @param segments which of them are coded together
   * @param encodersFor how many segments of all tracks to process at the same time, given how many
   *     there are
   * @return one for each track
   */
  public List<Encoded> run(
      List<FramePlan> frames, SegmentPlan segments, IntUnaryOperator encodersFor) throws Exception {
    List<TrackSegments> planned = new ArrayList<>();
    for (Track track : tracks) {
      planned.add(TrackSegments.plan(track, frames, segments));
    }
    int count = planned.get(0).segments().size();
    List<Integer> missing = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int index = number;
      if (planned.stream().allMatch(track -> track.segments().get(index).coded().isPresent())) {
        planned.get(0).segments().get(number).frames().forEach(frame -> progress.step());
      } else {
        missing.add(number);
      }
    }
    if (!missing.isEmpty()) {
      int parallel = encodersFor.applyAsInt(missing.size());
      try (Workers encoders = new Workers("encode", parallel);
          Workers drawers = new Workers("draw", parallel)) {
        encoders.map(
            missing,
            number -> {
              encode(planned, number, number == count - 1, drawers);
              return true;
            });
      }
    }
    List<Encoded> encoded = new ArrayList<>();
    for (TrackSegments track : planned) {
      encoded.add(track.finish());
    }
    return encoded;
  }

  /**
   * Draws and encodes some segments of the first track, whatever earlier runs did.
   *
   * @param frames those of the whole sequence, in order of time
   * @param plan which of them are coded together
   * @param segments indices of the segments, from 0
   * @param encodersFor how many segments to process at the same time, given how many there are
   * @return the segments in the order of the indices
   */
  public List<CodedSegment> encode(
      List<FramePlan> frames,
      SegmentPlan plan,
      List<Integer> segments,
      IntUnaryOperator encodersFor)
      throws Exception {
    List<TrackSegments> planned = List.of(TrackSegments.plan(tracks.get(0), frames, plan));
    List<PlannedSegment> all = planned.get(0).segments();
    int parallel = encodersFor.applyAsInt(segments.size());
    try (Workers encoders = new Workers("encode", parallel);
        Workers drawers = new Workers("draw", parallel)) {
      encoders.map(
          segments,
          number -> {
            encode(planned, number, number == all.size() - 1, drawers);
            return true;
          });
    }
    return segments.stream().map(number -> all.get(number).coded().orElseThrow()).toList();
  }

  /** Encodes the segments of one number that are missing. */
  private void encode(List<TrackSegments> planned, int number, boolean isLast, Workers drawers)
      throws Exception {
    List<SegmentTask> tasks = new ArrayList<>();
    try {
      for (TrackSegments track : planned) {
        if (track.segments().get(number).coded().isEmpty()) {
          tasks.add(new SegmentTask(track.track(), track.segments().get(number), isLast));
        }
      }
      List<FramePlan> frames = tasks.get(0).segment().frames();
      List<Filled> filled = new ArrayList<>();
      Future<List<Picture>> next = drawers.start(() -> pictures(tasks, 0));
      for (int i = 0; i < frames.size(); i++) {
        List<Picture> pictures = await(next);
        if (i + 1 < frames.size()) {
          int following = i + 1;
          next = drawers.start(() -> pictures(tasks, following));
        }
        for (int k = 0; k < tasks.size(); k++) {
          tasks.get(k).add(pictures.get(k));
        }
        filled.add(tasks.get(0).track().renderer().filled(frames.get(i).index()));
        progress.step();
      }
      for (SegmentTask task : tasks) {
        task.finish(filled);
      }
    } finally {
      tasks.forEach(SegmentTask::close);
    }
  }

  /** The pictures of one frame, a picture a task; its ground is drawn at most once. */
  private static List<Picture> pictures(List<SegmentTask> tasks, int index) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    Ground ground = new Ground(tasks.size());
    for (SegmentTask task : tasks) {
      pictures.add(task.picture(index, ground));
    }
    return pictures;
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

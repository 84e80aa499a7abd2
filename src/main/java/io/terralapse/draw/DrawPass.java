package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.encode.CodedSegment;
import io.terralapse.model.Picture;
import io.terralapse.pace.CodedSequence;
import io.terralapse.pace.SequencePicture;
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
 * Pass 2: draws the ground of every date once, in order of time, makes the frame of each rendition
 * of it, and encodes them, unless an earlier run did: then a segment is taken from the cache, or
 * else from the video that was published. Within a segment the next frames are drawn while the
 * current ones are encoded; several segments are processed at the same time, as many as fit into
 * the memory budget, so that memory does not grow with the length of the sequence. Tracks without
 * video are drawn only, as far as others need their pictures.
 */
public final class DrawPass {

  /**
   * The encoded sequence of one track.
   *
   * @param segments encoded segments in order of time; none of a track without video
   * @param lastStill the still of the last date, for the poster
   * @param pictures all pictures, which other encoders can read
   */
  public record Encoded(List<CodedSegment> segments, Still lastStill, StoredPictures pictures) {
    /** A still that is not held in memory. */
    @FunctionalInterface
    public interface Still {
      /** Reads or draws it. */
      Picture get() throws IOException;
    }

    /** The still of the last date, which is read or drawn. */
    public Picture last() throws IOException {
      return lastStill.get();
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

  /** Draws and encodes the stills of all dates, and nothing else; see the other method. */
  public List<Encoded> run(
      List<FramePlan> frames, SegmentPlan segments, IntUnaryOperator encodersFor) throws Exception {
    return run(frames, VideoPlan.of(CodedSequence.stills(frames.size()), segments), encodersFor);
  }

  /**
   * Draws and encodes frames.
   *
   * @param frames in order of time, at least one
   * @param video its pictures, with one still for each frame
   * @param encodersFor how many segments of all tracks to process at the same time, given how many
   *     there are
   * @return one for each track
   */
  public List<Encoded> run(List<FramePlan> frames, VideoPlan video, IntUnaryOperator encodersFor)
      throws Exception {
    List<TrackSegments> planned = new ArrayList<>();
    for (Track track : tracks) {
      planned.add(TrackSegments.plan(track, frames, video));
    }
    int count = planned.get(0).segments().size();
    List<Integer> missing = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int index = number;
      if (planned.stream().allMatch(track -> track.has(index))) {
        skip(planned, number);
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
              encode(planned, number, drawers);
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
   * @param video its pictures, with one still for each frame
   * @param segments indices of the segments, from 0
   * @param encodersFor how many segments to process at the same time, given how many there are
   * @return the segments in the order of the indices
   */
  public List<CodedSegment> encode(
      List<FramePlan> frames, VideoPlan video, List<Integer> segments, IntUnaryOperator encodersFor)
      throws Exception {
    List<TrackSegments> planned = List.of(TrackSegments.plan(tracks.get(0), frames, video));
    List<PlannedSegment> all = planned.get(0).segments();
    int parallel = encodersFor.applyAsInt(segments.size());
    try (Workers encoders = new Workers("encode", parallel);
        Workers drawers = new Workers("draw", parallel)) {
      encoders.map(
          segments,
          number -> {
            encode(planned, number, drawers);
            return true;
          });
    }
    return segments.stream().map(number -> all.get(number).coded().orElseThrow()).toList();
  }

  /**
   * The first segment of a video, which holds its lead alone: found or encoded.
   *
   * @param track whose video it is
   * @param frames those of the whole sequence, in order of time
   * @param video its pictures, with the lead
   * @param picture the still that is shown
   */
  public static CodedSegment lead(
      Track track, List<FramePlan> frames, VideoPlan video, Picture picture) throws IOException {
    PlannedSegment segment = PlannedSegment.of(track, 0, video, frames);
    track.earlier().find(List.of(segment), track.renderer());
    if (segment.coded().isEmpty()) {
      try (SegmentTask task = new SegmentTask(track, segment)) {
        task.add(picture);
        task.finish(List.of());
      }
    }
    return segment.coded().orElseThrow();
  }

  /** Counts the frames of a segment of which nothing has to be drawn. */
  private void skip(List<TrackSegments> planned, int number) {
    planned.get(0).segments().get(number).frames().forEach(frame -> progress.step());
  }

  /** Encodes the segments of one number that are missing. */
  private void encode(List<TrackSegments> planned, int number, Workers drawers) throws Exception {
    List<SegmentTask> tasks = new ArrayList<>();
    try {
      for (TrackSegments track : planned) {
        if (!track.has(number)) {
          tasks.add(new SegmentTask(track.track(), track.segments().get(number)));
        }
      }
      if (tasks.isEmpty()) {
        // A transition of another segment has drawn meanwhile what was missing.
        skip(planned, number);
        return;
      }
      PlannedSegment segment = tasks.get(0).segment();
      List<SequencePicture> shown = segment.shown();
      List<Filled> filled = new ArrayList<>();
      Future<List<Picture>> next = drawers.start(() -> pictures(tasks, 0));
      for (int i = 0; i < shown.size(); i++) {
        List<Picture> pictures = await(next);
        if (i + 1 < shown.size()) {
          int following = i + 1;
          next = drawers.start(() -> pictures(tasks, following));
        }
        for (int k = 0; k < tasks.size(); k++) {
          tasks.get(k).add(pictures.get(k));
        }
        if (shown.get(i).isStill()) {
          FramePlan frame = segment.frame(shown.get(i));
          filled.add(tasks.get(0).track().renderer().filled(frame.index()));
          progress.step();
        }
      }
      for (SegmentTask task : tasks) {
        task.finish(filled);
      }
    } finally {
      tasks.forEach(SegmentTask::close);
    }
  }

  /** One picture of every task; the ground of each of its dates is drawn at most once. */
  private static List<Picture> pictures(List<SegmentTask> tasks, int index) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    Grounds grounds = new Grounds(tasks.size());
    for (SegmentTask task : tasks) {
      pictures.add(task.picture(index, grounds));
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

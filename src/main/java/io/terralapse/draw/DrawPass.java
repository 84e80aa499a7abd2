package io.terralapse.draw;

import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoSettings;
import io.terralapse.model.Picture;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntUnaryOperator;

/**
 * Pass 2: draws every date once and codes it. A segment is coded on one thread while its next
 * picture is drawn on another; as many segments are in hand as there are lanes, so what is held
 * does not grow with the film.
 */
public final class DrawPass {

  /**
   * What the pass leaves behind.
   *
   * @param segments coded segments in the film's order, as files
   * @param last the film's last picture, for the poster
   */
  public record Film(List<Path> segments, Picture last) {}

  private final FrameRenderer renderer;
  private final VideoSettings video;
  private final Timing timing;
  private final Path folder;
  private final Progress progress;

  /** Segments go to {@code folder}, which must exist. */
  public DrawPass(
      FrameRenderer renderer, VideoSettings video, Timing timing, Path folder, Progress progress) {
    this.renderer = renderer;
    this.video = video;
    this.timing = timing;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Draws and codes frames.
   *
   * @param frames at least one
   * @param lanesForSegments how many segments to have in hand, by how many there are
   */
  public Film run(List<FramePlan> frames, IntUnaryOperator lanesForSegments) throws Exception {
    List<List<FramePlan>> segments = new ArrayList<>();
    for (int from = 0; from < frames.size(); from += SegmentEncoder.MAX_PICTURES) {
      segments.add(
          frames.subList(from, Math.min(frames.size(), from + SegmentEncoder.MAX_PICTURES)));
    }
    int lanes = lanesForSegments.applyAsInt(segments.size());
    CompletableFuture<Picture> last = new CompletableFuture<>();
    try (Workers encoders = new Workers("encode", lanes);
        Workers drawers = new Workers("draw", lanes)) {
      List<Path> files =
          encoders.map(segments, segment -> encode(segment, frames.size() - 1, drawers, last));
      return new Film(files, last.get());
    }
  }

  private Path encode(
      List<FramePlan> segment, int lastIndex, Workers drawers, CompletableFuture<Picture> last)
      throws Exception {
    int number = segment.get(0).index() / SegmentEncoder.MAX_PICTURES;
    try (SegmentEncoder encoder =
        new SegmentEncoder(renderer.width(), renderer.height(), video, number)) {
      CompletableFuture<Picture> next = drawers.start(() -> renderer.render(segment.get(0)));
      for (int i = 0; i < segment.size(); i++) {
        Picture picture = await(next);
        if (i + 1 < segment.size()) {
          FramePlan following = segment.get(i + 1);
          next = drawers.start(() -> renderer.render(following));
        }
        encoder.add(picture, timing.repeats(segment.get(i).index()));
        if (segment.get(i).index() == lastIndex) {
          last.complete(picture);
        }
        progress.step();
      }
      EncodedSegment coded = encoder.finish();
      Path file = folder.resolve("segment-" + number);
      coded.write(file);
      return file;
    }
  }

  private static <T> T await(CompletableFuture<T> result) throws Exception {
    try {
      return result.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failure;
    }
  }
}

package io.terralapse.draw;

import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoSettings;
import io.terralapse.model.Picture;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntUnaryOperator;

/**
 * Pass 2: draws every frame once, in order of time, and encodes it. Within a segment the next frame
 * is drawn while the current one is encoded; several segments are processed at the same time, as
 * many as fit into the memory budget, so that memory does not grow with the length of the sequence.
 */
public final class DrawPass {

  /**
   * The encoded sequence.
   *
   * @param segments encoded segments in order of time, as files
   * @param last the last picture, for the poster
   */
  public record Encoded(List<Path> segments, Picture last) {}

  private final FrameRenderer renderer;
  private final VideoSettings video;
  private final Timing timing;
  private final Path folder;
  private final Progress progress;

  /**
   * Prepares a pass.
   *
   * @param folder receives the segments; must exist
   */
  public DrawPass(
      FrameRenderer renderer, VideoSettings video, Timing timing, Path folder, Progress progress) {
    this.renderer = renderer;
    this.video = video;
    this.timing = timing;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Draws and encodes frames.
   *
   * @param frames in order of time, at least one
   * @param encodersFor how many segments to process at the same time, given how many there are
   */
  public Encoded run(List<FramePlan> frames, IntUnaryOperator encodersFor) throws Exception {
    List<List<FramePlan>> segments = new ArrayList<>();
    for (int from = 0; from < frames.size(); from += SegmentEncoder.MAX_PICTURES) {
      segments.add(
          frames.subList(from, Math.min(frames.size(), from + SegmentEncoder.MAX_PICTURES)));
    }
    int count = encodersFor.applyAsInt(segments.size());
    CompletableFuture<Picture> last = new CompletableFuture<>();
    try (Workers encoders = new Workers("encode", count);
        Workers drawers = new Workers("draw", count)) {
      List<Path> files =
          encoders.map(segments, segment -> encode(segment, frames.size() - 1, drawers, last));
      return new Encoded(files, last.get());
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
      EncodedSegment encoded = encoder.finish();
      Path file = folder.resolve("segment-" + number);
      encoded.write(file);
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

  /** Bytes per grid pixel that drawing some dates holds beyond three bands and their flags. */
  public static int extraBytesPerPixel(List<ReadAcquisition> dates, FillOrder fill) {
    int plain = 3 * Float.BYTES + 1;
    return FrameFilling.bytesPerPixel(fill)
        + dates.stream().mapToInt(date -> date.recipe().bytesPerPixel() - plain).max().orElse(0);
  }
}

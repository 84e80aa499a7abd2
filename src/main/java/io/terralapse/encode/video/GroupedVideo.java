package io.terralapse.encode.video;

import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.encode.video.CodecSpec.Repeats;
import io.terralapse.run.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Writes a video in closed groups of a few pictures, several at a time: each group is encoded on
 * one thread, so the bytes depend on neither the number of threads nor their order. Stateless.
 */
final class GroupedVideo {
  /** Pictures in a group: as in a segment of the job's own video. */
  static final int GROUP = 8;

  /** Largest difference between the duration in the file and that of the timing, microseconds. */
  private static final long TOLERANCE_US = 20_000;

  private GroupedVideo() {}

  /**
   * Writes a file.
   *
   * @param container of the file
   * @param tag of the codec; empty for the usual one
   */
  static void write(
      Path staged, SequenceJob job, CodecSpec spec, VideoContainer container, String tag)
      throws Exception {
    int count = job.pictures().size();
    try (SequenceMuxer muxer = new SequenceMuxer(staged, job.timing());
        Workers workers = new Workers("encode", job.threads())) {
      Deque<CompletableFuture<CodedGroup>> running = new ArrayDeque<>();
      try {
        int next = 0;
        boolean begun = false;
        while (next < count || !running.isEmpty()) {
          while (next < count && running.size() < job.threads() + 1) {
            int from = next;
            next = Math.min(count, next + GROUP);
            int to = next;
            running.add(workers.start(() -> encode(spec, job, from, to)));
          }
          try (CodedGroup group = await(running.remove())) {
            if (!begun) {
              muxer.begin(container, group.parameters(), tag, job.tags());
              begun = true;
            }
            add(muxer, group, spec, job.timing());
          }
        }
        muxer.end();
      } finally {
        for (CompletableFuture<CodedGroup> one : running) {
          var unused = one.thenAccept(CodedGroup::close);
        }
      }
    }
  }

  /** Closes groups that an error left unwritten; what failed of them has been thrown already. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void close(Deque<CompletableFuture<CodedGroup>> groups) {
    groups.forEach(one -> one.thenAccept(CodedGroup::close));
  }

  private static CodedGroup encode(CodecSpec spec, SequenceJob job, int from, int to)
      throws IOException {
    int width = job.pictures().width();
    int height = job.pictures().height();
    try (GroupEncoder encoder = new GroupEncoder(spec, width, height)) {
      return encoder.encode(job.pictures(), job.timing(), from, to);
    }
  }

  private static CodedGroup await(CompletableFuture<CodedGroup> running) throws Exception {
    try {
      return running.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /** Writes the frames of a group, repeats included. */
  private static void add(SequenceMuxer muxer, CodedGroup group, CodecSpec spec, Timing timing)
      throws IOException {
    List<CodedGroup.Coded> frames = group.frames();
    boolean shownAgain = spec.repeats() == Repeats.SHOWN_AGAIN && timing.fps().isPresent();
    Optional<Repeater> repeater =
        shownAgain ? Optional.of(Repeater.of(spec, group)) : Optional.empty();
    for (int i = 0; i < frames.size(); i++) {
      CodedGroup.Coded frame = frames.get(i);
      int picture = frame.picture();
      long ticks = timing.frameTicks(picture);
      if (spec.repeats() == Repeats.DURATION) {
        muxer.add(frame.bytes(), frame.keyframe(), ticks * timing.repeats(picture));
        continue;
      }
      byte[] coded = repeater.isPresent() ? repeater.get().coded(frame) : frame.bytes();
      muxer.add(coded, frame.keyframe(), ticks);
      boolean copied = i > 0 && frames.get(i - 1).picture() == picture;
      boolean last = i + 1 == frames.size() || frames.get(i + 1).picture() != picture;
      int repeats = timing.repeats(picture) - (copied ? 2 : 1);
      for (int n = 0; last && spec.repeats() != Repeats.ENCODED && n < repeats; n++) {
        byte[] again = repeater.isPresent() ? repeater.get().again(frame) : frame.bytes();
        muxer.add(again, spec.repeats() == Repeats.SAME_BYTES, ticks);
      }
    }
  }

  /**
   * Opens a finished video again and decodes all of it.
   *
   * @return number of frames
   * @throws IllegalStateException if it is not as it was to be written
   */
  static int readBack(Path staged, SequenceJob job, CodecSpec spec, VideoContainer container)
      throws IOException {
    VideoFacts facts = VideoCheck.inspect(staged, true);
    Timing timing = job.timing();
    long frames = spec.repeats() == Repeats.DURATION ? timing.pictures() : timing.frames();
    boolean right =
        facts.width() == job.pictures().width()
            && facts.height() == job.pictures().height()
            && facts.frames() == frames
            && facts.decodedFrames() == frames
            && facts.warnings() == 0
            && (container == VideoContainer.AVIF || !facts.editList())
            && Math.abs(facts.durationMicros() - 1e6 * timing.totalSeconds()) <= TOLERANCE_US;
    if (!right) {
      throw new IllegalStateException(
          "the finished video does not read back as it was written: " + facts);
    }
    return Math.toIntExact(frames);
  }
}

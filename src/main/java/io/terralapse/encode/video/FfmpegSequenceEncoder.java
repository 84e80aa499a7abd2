package io.terralapse.encode.video;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.encode.video.CodecSpec.Repeats;
import io.terralapse.run.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Encodes a sequence in closed groups of a few pictures, several at a time, and joins them: each
 * group is encoded on one thread, so the bytes depend on neither the number of threads nor their
 * order. Immutable, thread-safe.
 */
public final class FfmpegSequenceEncoder implements SequenceEncoder {
  /** Pictures in a group: as in a segment of the job's own video. */
  static final int GROUP = 8;

  /** Change it with the code of this package that decides bytes. */
  private static final String VERSION = "1";

  /** Largest difference between the duration in the file and that of the timing, microseconds. */
  private static final long TOLERANCE_US = 20_000;

  private final VideoCodec codec;
  private final VideoContainer container;
  private final VideoQuality quality;

  FfmpegSequenceEncoder(VideoCodec codec, VideoContainer container, VideoQuality quality) {
    this.codec = codec;
    this.container = container;
    this.quality = quality;
  }

  @Override
  public String signature() {
    return String.join(
        " ",
        VERSION,
        container.name(),
        quality.maxBytes().toString(),
        spec(quality.crf()).signature());
  }

  @Override
  public long bytesPerThread(int width, int height) {
    CodecSpec spec = spec(quality.crf());
    // The picture, its planes and frame, and the encoder.
    return (long) width * height * (Integer.BYTES + spec.layout().bytes() + spec.bytesPerPixel());
  }

  @Override
  public SequenceFile write(Path staged, SequenceJob job) throws Exception {
    OptionalLong limit = quality.maxBytes();
    if (limit.isEmpty() || codec.worst() == 0) {
      writeAt(staged, job, quality.crf());
      return readBack(staged, job, List.of());
    }
    int crf =
        QualitySearch.find(
            quality.setting(),
            quality.crf(),
            codec.worst(),
            limit.getAsLong(),
            job.pictures(),
            candidate -> {
              writeAt(staged, job, candidate);
              return Files.size(staged);
            });
    return readBack(
        staged,
        job,
        crf == quality.crf() ? List.of() : List.of("crf " + crf + " instead of " + quality.crf()));
  }

  private void writeAt(Path staged, SequenceJob job, int crf) throws Exception {
    CodecSpec spec = spec(crf);
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
              muxer.begin(container, group.parameters(), mp4Tag(), job.tags());
              begun = true;
            }
            add(muxer, group, spec, job.timing());
          }
        }
        muxer.end();
      } finally {
        running.forEach(one -> one.thenAccept(CodedGroup::close));
      }
    }
  }

  /** Animated pictures have durations and no frame rate. */
  private CodecSpec spec(int crf) {
    CodecSpec spec = codec.spec(crf, quality.preset());
    return container == VideoContainer.AVIF ? spec.repeating(Repeats.DURATION) : spec;
  }

  private String mp4Tag() {
    return container == VideoContainer.MP4 ? codec.tag() : "";
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
  private void add(SequenceMuxer muxer, CodedGroup group, CodecSpec spec, Timing timing)
      throws IOException {
    List<CodedGroup.Coded> frames = group.frames();
    boolean shownAgain = spec.repeats() == Repeats.SHOWN_AGAIN && timing.fps().isPresent();
    List<Av1Repeats.Kept> kept =
        shownAgain && codec == VideoCodec.AV1 ? Av1Repeats.of(group) : List.of();
    for (int i = 0; i < frames.size(); i++) {
      CodedGroup.Coded frame = frames.get(i);
      int picture = frame.picture();
      long ticks = timing.frameTicks(picture);
      if (spec.repeats() == Repeats.DURATION) {
        muxer.add(frame.bytes(), frame.keyframe(), ticks * timing.repeats(picture));
        continue;
      }
      muxer.add(kept.isEmpty() ? frame.bytes() : kept.get(i).bytes(), frame.keyframe(), ticks);
      boolean copied = i > 0 && frames.get(i - 1).picture() == picture;
      boolean last = i + 1 == frames.size() || frames.get(i + 1).picture() != picture;
      int repeats = timing.repeats(picture) - (copied ? 2 : 1);
      if (!last || spec.repeats() == Repeats.ENCODED || repeats == 0) {
        continue;
      }
      byte[] again = frame.bytes();
      if (shownAgain) {
        again = kept.isEmpty() ? Vp9Repeats.of(frame.bytes()) : kept.get(i).again();
      }
      for (int n = 0; n < repeats; n++) {
        muxer.add(again, spec.repeats() == Repeats.SAME_BYTES, ticks);
      }
    }
  }

  private SequenceFile readBack(Path staged, SequenceJob job, List<String> givenUp)
      throws IOException {
    VideoFacts facts = VideoCheck.inspect(staged, true);
    Timing timing = job.timing();
    CodecSpec spec = spec(quality.crf());
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
    List<String> codecs = new ArrayList<>();
    CodecName.find(codec, staged).ifPresent(codecs::add);
    return new SequenceFile(
        Math.toIntExact(frames),
        timing.totalSeconds(),
        container.mediaType() + (codecs.isEmpty() ? "" : "; codecs=\"" + codecs.get(0) + "\""),
        givenUp);
  }
}

package io.terralapse.encode.video;

import io.terralapse.encode.ContainerFile;
import io.terralapse.encode.Ffmpeg;
import io.terralapse.encode.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Writes coded frames to a file, in order: without time stamps, versions and random numbers, so
 * that the same frames give the same bytes. Not thread-safe.
 */
final class SequenceMuxer implements AutoCloseable {
  private final Timing timing;
  private final ContainerFile file;
  private @Nullable AVStream stream;
  private final AVRational clock;
  private long ticks;

  /** A file, not opened yet. */
  SequenceMuxer(Path out, Timing timing) {
    this.file = new ContainerFile(out);
    this.timing = timing;
    this.clock = avutil.av_make_q(1, timing.timescale());
  }

  /**
   * Writes the header.
   *
   * @param parameters copied
   * @param tag of the codec, four characters; empty for the usual one
   */
  void begin(
      VideoContainer container, AVCodecParameters parameters, String tag, Map<String, String> tags)
      throws IOException {
    AVStream added = file.create(container.format(), tags, timing.timescale());
    stream = added;
    Ffmpeg.check(
        avcodec.avcodec_parameters_copy(added.codecpar(), parameters), "Video", "described");
    added.codecpar().codec_tag(tag.isEmpty() ? added.codecpar().codec_tag() : fourCc(tag));
    if (timing.fps().isPresent()) {
      added.avg_frame_rate().num(timing.fps().getAsInt()).den(1);
      added.r_frame_rate().num(timing.fps().getAsInt()).den(1);
    }
    Map<String, String> options = new TreeMap<>(container.options());
    if (container == VideoContainer.MP4 || container == VideoContainer.MOV) {
      String timescale = Integer.toString(timing.timescale());
      options.put("video_track_timescale", timescale);
      options.put("movie_timescale", timescale);
    }
    file.begin(options);
  }

  private static int fourCc(String tag) {
    return tag.charAt(0) | tag.charAt(1) << 8 | tag.charAt(2) << 16 | tag.charAt(3) << 24;
  }

  /**
   * Writes the next frame.
   *
   * @param duration ticks of the timing
   */
  void add(byte[] bytes, boolean keyframe, long duration) throws IOException {
    AVRational base = Objects.requireNonNull(stream).time_base();
    long start = avutil.av_rescale_q(ticks, clock, base);
    ticks += duration;
    long end = avutil.av_rescale_q(ticks, clock, base);
    file.add(bytes, keyframe, start, end - start);
  }

  /** Completes the file. */
  void end() throws IOException {
    file.end();
  }

  /** Frees all native memory; after a failure an incomplete file remains. */
  @Override
  public void close() {
    file.close();
  }
}

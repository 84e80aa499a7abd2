package io.terralapse.encode.video;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/** The coded frames of some pictures, which refer to no other ones. Not thread-safe. */
final class CodedGroup implements AutoCloseable {
  /**
   * A coded frame.
   *
   * @param picture that it shows
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Coded(int picture, boolean keyframe, byte[] bytes) {}

  private final AVCodecParameters parameters;
  private final List<Coded> frames;

  /** Takes the parameters over. */
  CodedGroup(AVCodecParameters parameters, List<Coded> frames) {
    this.parameters = parameters;
    this.frames = List.copyOf(frames);
  }

  /** What the muxer has to know of the stream; valid until this is closed. */
  AVCodecParameters parameters() {
    return parameters;
  }

  /** The encoder's global headers; empty if it has none. */
  byte[] headers() {
    byte[] headers = new byte[Math.max(0, parameters.extradata_size())];
    if (headers.length > 0) {
      parameters.extradata().get(headers);
    }
    return headers;
  }

  /** In order of time. */
  List<Coded> frames() {
    return frames;
  }

  @Override
  public void close() {
    avcodec.avcodec_parameters_free(parameters);
  }
}

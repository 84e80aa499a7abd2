package io.terralapse.encode.video;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/** The coded frames of some pictures, which refer to no other ones. Not thread-safe. */
final class CodedGroup implements AutoCloseable {
  /** A coded frame. */
  static final class Coded {
    private final int picture;
    private final boolean keyframe;
    private final byte[] bytes;

    /**
     * A frame.
     *
     * @param picture index of what it shows
     * @param bytes not copied
     */
    Coded(int picture, boolean keyframe, byte[] bytes) {
      this.picture = picture;
      this.keyframe = keyframe;
      this.bytes = bytes;
    }

    /** The index of the picture that it shows. */
    int picture() {
      return picture;
    }

    boolean keyframe() {
      return keyframe;
    }

    /** The coded bytes, not copied. */
    byte[] bytes() {
      return bytes;
    }
  }

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

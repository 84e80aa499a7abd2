package io.terralapse.encode;

import java.util.List;

/**
 * What a video file turned out to be.
 *
 * @param codec FFmpeg's name, {@code h264}
 * @param width pixels
 * @param height pixels
 * @param pixelFormat FFmpeg's name, {@code yuv420p}
 * @param colorRange {@code tv} when limited
 * @param colorPrimaries FFmpeg's name
 * @param colorTransfer FFmpeg's name
 * @param colorMatrix FFmpeg's name
 * @param chromaLocation {@code left} for MPEG-2's siting
 * @param durationMicros the whole file, microseconds
 * @param frameMicros each coded frame's duration, microseconds
 * @param keyframes coded frames that decode on their own
 * @param decodedFrames frames that were decoded; 0 if decoding was not asked for
 * @param warnings what the demuxer and decoder complained about
 * @param indexFirst whether the index comes before the data, so that play can start at once
 */
public record VideoFacts(
    String codec,
    int width,
    int height,
    String pixelFormat,
    String colorRange,
    String colorPrimaries,
    String colorTransfer,
    String colorMatrix,
    String chromaLocation,
    long durationMicros,
    List<Long> frameMicros,
    int keyframes,
    int decodedFrames,
    int warnings,
    boolean indexFirst) {

  /** Copies the list. */
  public VideoFacts {
    frameMicros = List.copyOf(frameMicros);
  }

  /** Coded frames. */
  public int frames() {
    return frameMicros.size();
  }
}

package io.terralapse.encode;

import java.util.List;

/**
 * Properties of a video file.
 *
 * @param codec FFmpeg's name, {@code h264}
 * @param width pixels
 * @param height pixels
 * @param pixelFormat FFmpeg's name, {@code yuv420p}
 * @param colorRange FFmpeg's name, {@code tv} for limited range
 * @param colorPrimaries FFmpeg's name
 * @param colorTransfer FFmpeg's name
 * @param colorMatrix FFmpeg's name
 * @param chromaLocation FFmpeg's name, {@code left} for MPEG-2 siting
 * @param durationMicros duration of the file, microseconds
 * @param frameMicros duration of each coded frame, microseconds
 * @param keyframes number of key frames
 * @param decodedFrames number of decoded frames; 0 if decoding was not requested
 * @param warnings number of warnings of demuxer and decoder
 * @param indexFirst whether the index precedes the data, so that playback can start while
 *     downloading
 * @param editList whether the file says to skip or delay part of the video, which some platforms
 *     refuse
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
    boolean indexFirst,
    boolean editList) {

  /** Copies the list. */
  public VideoFacts {
    frameMicros = List.copyOf(frameMicros);
  }

  /** Number of coded frames. */
  public int frames() {
    return frameMicros.size();
  }
}

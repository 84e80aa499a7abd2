package io.terralapse.encode.video;

import java.util.Map;

/** The files that videos are put into. */
enum VideoContainer {
  MP4("mp4", "video/mp4"),
  MOV("mov", "video/quicktime"),
  WEBM("webm", "video/webm"),
  MATROSKA("matroska", "video/x-matroska"),
  AVIF("avif", "image/avif");

  private final String format;
  private final String mediaType;

  VideoContainer(String format, String mediaType) {
    this.format = format;
    this.mediaType = mediaType;
  }

  /** FFmpeg's name. */
  String format() {
    return format;
  }

  /** Without codecs. */
  String mediaType() {
    return mediaType;
  }

  /** Options of the muxer. */
  Map<String, String> options() {
    return switch (this) {
      // Some platforms refuse edit lists, and nothing here needs one.
      case MP4, MOV -> Map.of("movflags", "faststart+write_colr", "use_editlist", "0");
      // Index before the data, of a size that is reserved for it.
      case WEBM, MATROSKA -> Map.of("cues_to_front", "1");
      case AVIF -> Map.of();
    };
  }

  /** Whether times are in ticks of the video's own clock, and not in milliseconds. */
  boolean hasClock() {
    return this != WEBM && this != MATROSKA;
  }
}

package io.terralapse.encode.video;

import java.util.Map;

/** The files that videos are put into. */
enum VideoContainer {
  MP4(
      "mp4",
      "video/mp4",
      // Some platforms refuse edit lists, and nothing here needs one.
      Map.of("movflags", "faststart+write_colr", "use_editlist", "0")),
  MOV("mov", "video/quicktime", Map.of("movflags", "faststart+write_colr", "use_editlist", "0")),
  /** Index before the data, of a size that is reserved for it. */
  WEBM("webm", "video/webm", Map.of("cues_to_front", "1")),
  MATROSKA("matroska", "video/x-matroska", Map.of("cues_to_front", "1")),
  AVIF("avif", "image/avif", Map.of());

  private final String format;
  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of
  private final Map<String, String> options;

  VideoContainer(String format, String mediaType, Map<String, String> options) {
    this.format = format;
    this.mediaType = mediaType;
    this.options = options;
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
    return options;
  }

  /** Whether times are in ticks of the video's own clock, and not in milliseconds. */
  boolean hasClock() {
    return this != WEBM && this != MATROSKA;
  }
}

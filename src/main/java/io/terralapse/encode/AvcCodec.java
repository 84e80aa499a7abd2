package io.terralapse.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The name of the codec of an H.264 video, for browsers (RFC 6381). Stateless. */
public final class AvcCodec {
  private AvcCodec() {}

  /**
   * The media type of an MP4, such as {@code video/mp4; codecs="avc1.64001F"}.
   *
   * @throws IOException if it cannot be opened
   */
  public static String mediaType(Path file) throws IOException {
    byte[] record = VideoCheck.configuration(file);
    return record.length < 4
        ? "video/mp4"
        : String.format(
            Locale.ROOT,
            "video/mp4; codecs=\"avc1.%02X%02X%02X\"",
            record[1],
            record[2],
            record[3]);
  }
}

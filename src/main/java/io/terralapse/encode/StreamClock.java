package io.terralapse.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Rewrites the frame rate in the parameter sets of a stream (Rec. ITU-T H.264, E.2.1). Segments are
 * encoded on a fixed tick of 1/25 s; which frame rate a video has is decided in the mux. Stateless,
 * thread-safe.
 */
final class StreamClock {
  private static final int WORD = 32;

  private StreamClock() {}

  /**
   * Parameter sets with another frame rate.
   *
   * @param headers with start codes; without a frame rate they are returned as they are
   * @param fps frames per second
   * @param constant whether every frame lasts as long
   * @throws IOException if they are damaged
   */
  static byte[] set(byte[] headers, int fps, boolean constant) throws IOException {
    int position = H264Syntax.read(headers).timingPosition;
    if (position < 0) {
      return headers;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(headers.length + 8);
    int copied = 0;
    for (int start = AnnexB.unitStart(headers, 0); start < headers.length; ) {
      int end = AnnexB.unitEnd(headers, start);
      if ((headers[start] & 0x1F) == H264Syntax.SPS) {
        byte[] raw = AnnexB.unescape(headers, start + 1, end);
        BitField.set(raw, position, WORD, 1); // num_units_in_tick
        BitField.set(raw, position + WORD, WORD, 2 * fps); // time_scale, in fields
        BitField.set(raw, position + 2 * WORD, 1, constant ? 1 : 0);
        out.write(headers, copied, start - copied);
        out.writeBytes(AnnexB.escape(headers[start], raw, raw.length));
        copied = end;
      }
      start = AnnexB.unitStart(headers, end);
    }
    out.write(headers, copied, headers.length - copied);
    return out.toByteArray();
  }
}

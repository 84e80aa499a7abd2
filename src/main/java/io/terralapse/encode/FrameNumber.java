package io.terralapse.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Rewrites {@code frame_num} in the slice headers of a coded picture that is not an IDR picture
 * (Rec. ITU-T H.264, 7.4.3): it counts the frames since the IDR picture, and repeats of pictures
 * are inserted in the mux only. The number has a fixed width, so that nothing else changes.
 * Stateless, thread-safe.
 */
final class FrameNumber {
  private static final int SLICE = 1;

  /**
   * Escaped bytes that hold a slice header up to the number: three Exp-Golomb numbers of at most 61
   * bits, two bits and at most 16 bits, and what emulation prevention adds.
   */
  private static final int HEADER_BYTES = 48;

  private FrameNumber() {}

  /**
   * A packet with another frame number.
   *
   * @param packet one access unit, with start codes
   * @param number frames since the IDR picture, at least 1; stored modulo the maximum of the stream
   * @throws IOException if the bytes are not H.264
   */
  static byte[] set(H264Syntax syntax, byte[] packet, int number) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(packet.length + 8);
    int copied = 0;
    try {
      for (int start = AnnexB.unitStart(packet, 0); start < packet.length; ) {
        int end = AnnexB.unitEnd(packet, start);
        if ((packet[start] & 0x1F) == SLICE) {
          // What follows the header stays as it is, which saves nearly all of the work.
          int rest = AnnexB.independent(packet, Math.min(end, start + 1 + HEADER_BYTES), end);
          byte[] raw = AnnexB.unescape(packet, start + 1, rest);
          BitReader in = new BitReader(raw);
          in.ue(); // first_mb_in_slice
          in.ue(); // slice_type
          in.ue(); // pic_parameter_set_id
          BitField.set(
              raw,
              in.position() + (syntax.separatePlanes ? 2 : 0),
              syntax.frameNumBits,
              modulo(syntax, number));
          out.write(packet, copied, start - copied);
          out.writeBytes(AnnexB.escape(packet[start], raw, raw.length));
          copied = rest;
        }
        start = AnnexB.unitStart(packet, end);
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("Coded picture is truncated inside a header.", e);
    }
    out.write(packet, copied, packet.length - copied);
    return out.toByteArray();
  }

  /** A number as the stream stores it. */
  static int modulo(H264Syntax syntax, int number) {
    return number & ((1 << syntax.frameNumBits) - 1);
  }
}

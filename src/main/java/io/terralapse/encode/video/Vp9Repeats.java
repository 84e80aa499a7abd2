package io.terralapse.encode.video;

import io.terralapse.encode.BitReader;
import java.io.IOException;

/**
 * Frames of VP9 of one byte that show once more what a decoder holds: {@code show_existing_frame}
 * (VP9 Bitstream Specification 0.6, 6.2). Stateless, thread-safe.
 */
final class Vp9Repeats {
  private static final int KEY_FRAME = 0;

  private Vp9Repeats() {}

  /**
   * A frame that shows a frame of VP9 again.
   *
   * @param frame a shown one, to which later frames may refer
   * @throws IOException if it is damaged, or no later frame may refer to it
   */
  static byte[] of(byte[] frame) throws IOException {
    try {
      BitReader in = new BitReader(frame);
      int marker = in.bits(2);
      int profile = in.bits(1) + 2 * in.bits(1);
      if (marker != 2 || profile == 3 || in.bits(1) == 1) {
        throw new IOException("Coded picture is no frame of VP9.");
      }
      boolean key = in.bits(1) == KEY_FRAME;
      boolean shown = in.bits(1) == 1;
      boolean resilient = in.bits(1) == 1;
      if (!shown) {
        throw new IOException("Coded picture is hidden.");
      }
      int refreshed = 0xFF;
      if (!key) {
        if (!resilient) {
          in.bits(2); // reset_frame_context
        }
        refreshed = in.bits(8);
      }
      if (refreshed == 0) {
        throw new IOException("Coded picture is not kept by decoders, so it cannot be repeated.");
      }
      int slot = Integer.numberOfTrailingZeros(refreshed);
      return new byte[] {(byte) (0x88 | profile << 4 | slot)};
    } catch (IndexOutOfBoundsException damaged) {
      throw new IOException("Coded picture is incomplete.", damaged);
    }
  }
}

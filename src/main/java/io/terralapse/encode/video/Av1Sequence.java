package io.terralapse.encode.video;

import io.terralapse.encode.BitReader;
import java.io.IOException;

/**
 * What frame headers of AV1 depend on, by the sequence header (AV1 Bitstream and Decoding Process
 * Specification, 5.5.1).
 *
 * @param screenTools seq_force_screen_content_tools
 * @param integerMv seq_force_integer_mv
 */
record Av1Sequence(int screenTools, int integerMv, int orderHintBits) {

  /**
   * Reads a header.
   *
   * @throws IOException if it has what this program's encoders do not write
   */
  static Av1Sequence read(BitReader in) throws IOException {
    in.bits(3 + 1); // seq_profile, still_picture
    boolean reduced = in.bits(1) == 1;
    if (reduced || in.bits(1) == 1) {
      throw new IOException("Sequence header of a still, or with a decoder model.");
    }
    boolean delay = in.bits(1) == 1;
    for (int points = in.bits(5); points >= 0; points--) {
      in.bits(12); // operating_point_idc
      if (in.bits(5) > 7) {
        in.bits(1); // seq_tier
      }
      if (delay && in.bits(1) == 1) {
        in.bits(4); // initial_display_delay_minus_1
      }
    }
    int widthBits = in.bits(4) + 1;
    int heightBits = in.bits(4) + 1;
    in.bits(widthBits);
    in.bits(heightBits);
    if (in.bits(1) == 1) {
      throw new IOException("Sequence header with frame ids.");
    }
    // use_128x128_superblock, filter_intra, intra_edge_filter, interintra_compound,
    // masked_compound, warped_motion, dual_filter
    in.bits(7);
    boolean orderHint = in.bits(1) == 1;
    if (orderHint) {
      in.bits(2); // jnt_comp, ref_frame_mvs
    }
    int screenTools = in.bits(1) == 1 ? 2 : in.bits(1);
    int integerMv = 2;
    if (screenTools > 0) {
      integerMv = in.bits(1) == 1 ? 2 : in.bits(1);
    }
    return new Av1Sequence(screenTools, integerMv, orderHint ? in.bits(3) + 1 : 0);
  }
}

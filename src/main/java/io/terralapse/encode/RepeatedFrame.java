package io.terralapse.encode;

/**
 * A coded frame that shows the frame before it once more: a P slice in which every macroblock is
 * skipped, without deblocking, so that it is an exact copy and holds no residue. It takes some 40
 * bytes at 1920 x 1080.
 *
 * <p>Syntax by Rec. ITU-T H.264, sections 7.3.3 (slice header), 7.3.4 (slice data) and 9.3.4.2
 * (arithmetic encoder). Stateless, thread-safe.
 */
final class RepeatedFrame {
  /** NAL unit of a slice that others refer to. */
  private static final byte REFERENCE_SLICE = 0x61;

  private static final int P_SLICES_ONLY = 5;

  /** At this quantizer the context of mb_skip_flag starts close to certainty. */
  private static final int QP = 51;

  /** m and n of mb_skip_flag for cabac_init_idc 0 (Table 9-13). */
  private static final int SKIP_SLOPE = 23;

  private static final int SKIP_OFFSET = 33;

  private RepeatedFrame() {}

  /**
   * The coded frame, with a start code.
   *
   * @param syntax of a stream that {@link H264Syntax#allowsRepeats}
   * @param number frames since the IDR picture, at least 1
   */
  static byte[] of(H264Syntax syntax, int number) {
    BitWriter out = new BitWriter(128);
    out.ue(0); // first_mb_in_slice
    out.ue(P_SLICES_ONLY);
    out.ue(0); // pic_parameter_set_id
    out.bits(FrameNumber.modulo(syntax, number), syntax.frameNumBits);
    out.bits(0, 1); // num_ref_idx_active_override_flag
    out.bits(0, 1); // ref_pic_list_modification_flag_l0
    if (syntax.weightedPrediction) {
      out.ue(0); // luma_log2_weight_denom
      out.ue(0); // chroma_log2_weight_denom
      out.bits(0, 2); // luma_weight_l0_flag, chroma_weight_l0_flag
    }
    out.bits(0, 1); // adaptive_ref_pic_marking_mode_flag
    if (syntax.cabac) {
      out.ue(0); // cabac_init_idc
    }
    out.se(QP - syntax.initialQp);
    if (syntax.deblockingControl) {
      out.ue(1); // no deblocking
    }
    if (syntax.cabac) {
      out.align(1);
      skipByArithmeticCode(out, syntax.macroblocks);
    } else {
      out.ue(syntax.macroblocks); // mb_skip_run
      out.bits(1, 1);
    }
    out.align(0);
    byte[] unit = AnnexB.escape(REFERENCE_SLICE, out.bytes(), out.byteCount());
    byte[] packet = new byte[unit.length + 4];
    packet[3] = 1;
    System.arraycopy(unit, 0, packet, 4, unit.length);
    return packet;
  }

  /** A mb_skip_flag of 1 for each macroblock, and end_of_slice_flag after each. */
  private static void skipByArithmeticCode(BitWriter out, int macroblocks) {
    CabacEncoder coder = new CabacEncoder(out);
    CabacEncoder.Context skip = CabacEncoder.Context.ofAvc(SKIP_SLOPE, SKIP_OFFSET, QP);
    for (int i = 0; i < macroblocks; i++) {
      coder.encode(skip, 1);
      coder.encodeEnd(i + 1 == macroblocks);
    }
  }
}

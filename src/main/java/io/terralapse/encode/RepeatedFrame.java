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

  /**
   * Initial state of the context of mb_skip_flag at {@link #QP}, for cabac_init_idc 0: m = 23 and n
   * = 33 (Table 9-13) give ((23 * 51) >> 4) + 33 = 106, which is state 42 of the symbol 1.
   */
  private static final int FIRST_STATE = 42;

  private static final int LAST_STATE = 62;

  /** rangeTabLPS (Table 9-44) from state 42 on, {@code [state - 42][range bits 6 and 7]}. */
  private static final int[][] LEAST_PROBABLE = {
    {16, 20, 23, 27},
    {15, 19, 22, 25},
    {14, 18, 21, 24},
    {14, 17, 20, 23},
    {13, 16, 19, 22},
    {12, 15, 18, 21},
    {12, 14, 17, 20},
    {11, 14, 16, 19},
    {11, 13, 15, 18},
    {10, 12, 15, 17},
    {10, 12, 14, 16},
    {9, 11, 13, 15},
    {9, 11, 12, 14},
    {8, 10, 12, 14},
    {8, 9, 11, 13},
    {7, 9, 11, 12},
    {7, 9, 10, 12},
    {7, 8, 10, 11},
    {6, 8, 9, 11},
    {6, 7, 9, 10},
    {6, 7, 8, 9},
  };

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
    ArithmeticCoder coder = new ArithmeticCoder(out);
    int state = FIRST_STATE;
    for (int i = 0; i < macroblocks; i++) {
      coder.encodeProbable(LEAST_PROBABLE[state - FIRST_STATE]);
      state = Math.min(LAST_STATE, state + 1);
      coder.encodeEnd(i + 1 == macroblocks);
    }
  }

  /** The part of the arithmetic encoder that skipped macroblocks use. */
  private static final class ArithmeticCoder {
    private final BitWriter out;
    private int low;
    private int range = 510;
    private int outstanding;
    private boolean first = true;

    ArithmeticCoder(BitWriter out) {
      this.out = out;
    }

    /** Encodes the more probable symbol of a context whose state has the given sub-ranges. */
    void encodeProbable(int[] leastProbable) {
      range -= leastProbable[range >> 6 & 3];
      renormalize();
    }

    /** Encodes end_of_slice_flag; after the last one the stop bit has been written. */
    void encodeEnd(boolean end) {
      range -= 2;
      if (end) {
        low += range;
        range = 2;
        renormalize();
        put(low >> 9 & 1);
        out.bits((low >> 7 & 3) | 1, 2);
      } else {
        renormalize();
      }
    }

    private void renormalize() {
      while (range < 256) {
        if (low < 256) {
          put(0);
        } else if (low >= 512) {
          low -= 512;
          put(1);
        } else {
          low -= 256;
          outstanding++;
        }
        range <<= 1;
        low <<= 1;
      }
    }

    private void put(int bit) {
      if (first) {
        first = false;
      } else {
        out.bits(bit, 1);
      }
      for (; outstanding > 0; outstanding--) {
        out.bits(1 - bit, 1);
      }
    }
  }
}

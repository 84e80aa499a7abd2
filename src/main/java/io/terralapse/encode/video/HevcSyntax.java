package io.terralapse.encode.video;

import io.terralapse.encode.AnnexB;
import io.terralapse.encode.BitReader;
import java.io.IOException;
import java.util.Optional;

/**
 * What slices of a stream of HEVC depend on, by its parameter sets (Rec. ITU-T H.265, 7.3.2.2 and
 * 7.3.2.3).
 *
 * @param width coded luma samples
 * @param height coded luma samples
 * @param pocBits bits of slice_pic_order_cnt_lsb
 * @param minBlock log2 of the smallest coding block
 * @param treeBlock log2 of the coding tree block
 * @param sao whether slices say which sample adaptive offset they have
 * @param motionFromReference whether slices say whether they predict motion from a reference
 * @param cabacInit whether slices say which initial contexts they have
 * @param initialQp quantizer that slices begin from
 * @param chromaOffsets whether slices have offsets of chroma quantizers
 * @param acrossSlices whether slices say whether filters cross their edges
 * @param deblockingOverride whether slices say whether they filter otherwise
 */
record HevcSyntax(
    int width,
    int height,
    int pocBits,
    int minBlock,
    int treeBlock,
    boolean sao,
    boolean motionFromReference,
    boolean cabacInit,
    int initialQp,
    boolean chromaOffsets,
    boolean acrossSlices,
    boolean deblockingOverride) {
  static final int SPS = 33;
  private static final int PPS = 34;

  /** Bits of a profile and level without sub-layers. */
  private static final int PROFILE_BYTES = 12;

  /**
   * Reads the parameter sets.
   *
   * @param headers with start codes
   * @return empty if the stream has what {@link HevcRepeats} cannot write
   * @throws IOException if they are damaged
   */
  static Optional<HevcSyntax> read(byte[] headers) throws IOException {
    try {
      Sequence sequence = null;
      Optional<HevcSyntax> found = Optional.empty();
      for (int start = AnnexB.unitStart(headers, 0); start < headers.length; ) {
        int end = AnnexB.unitEnd(headers, start);
        int type = headers[start] >> 1 & 0x3F;
        BitReader in = new BitReader(AnnexB.unescape(headers, start + 2, end));
        if (type == SPS) {
          sequence = Sequence.read(in);
        } else if (type == PPS && sequence != null && sequence.simple()) {
          found = picture(in, sequence);
        }
        start = AnnexB.unitStart(headers, end);
      }
      return found;
    } catch (IndexOutOfBoundsException damaged) {
      throw new IOException("The video's parameter sets are damaged.", damaged);
    }
  }

  /** The part of a sequence parameter set. */
  private record Sequence(
      int width,
      int height,
      int pocBits,
      int minBlock,
      int treeBlock,
      boolean sao,
      boolean motion,
      boolean simple) {

    static Sequence read(BitReader in) {
      in.bits(4); // sps_video_parameter_set_id
      boolean simple = in.bits(3) == 0;
      in.bits(1);
      for (int i = 0; i < PROFILE_BYTES; i++) {
        in.bits(8);
      }
      in.ue(); // sps_seq_parameter_set_id
      simple &= in.ue() == 1; // chroma_format_idc: 4:2:0
      int width = in.ue();
      int height = in.ue();
      if (in.bits(1) == 1) {
        for (int i = 0; i < 4; i++) {
          in.ue(); // conformance window
        }
      }
      in.ue();
      in.ue(); // bit depths
      int pocBits = in.ue() + 4;
      in.bits(1);
      in.ue();
      in.ue();
      in.ue(); // buffering
      int minBlock = in.ue() + 3;
      int treeBlock = minBlock + in.ue();
      for (int i = 0; i < 4; i++) {
        in.ue(); // transform blocks
      }
      simple &= in.bits(1) == 0; // scaling lists
      in.bits(1); // amp_enabled_flag
      boolean sao = in.bits(1) == 1;
      simple &= in.bits(1) == 0; // pcm_enabled_flag
      simple &= in.ue() == 0; // num_short_term_ref_pic_sets
      simple &= in.bits(1) == 0; // long_term_ref_pics_present_flag
      boolean motion = in.bits(1) == 1;
      return new Sequence(width, height, pocBits, minBlock, treeBlock, sao, motion, simple);
    }
  }

  private static Optional<HevcSyntax> picture(BitReader in, Sequence sequence) {
    in.ue();
    in.ue(); // ids
    boolean simple = in.bits(5) == 0; // dependent slices, output flag, extra header bits
    in.bits(1); // sign_data_hiding_enabled_flag
    boolean cabacInit = in.bits(1) == 1;
    in.ue();
    in.ue(); // default numbers of references
    int initialQp = 26 + in.se();
    in.bits(2); // constrained intra prediction, transform skip
    if (in.bits(1) == 1) {
      in.ue(); // diff_cu_qp_delta_depth
    }
    in.se();
    in.se(); // chroma offsets
    boolean chromaOffsets = in.bits(1) == 1;
    simple &= in.bits(1) == 0; // weighted_pred_flag
    in.bits(1);
    simple &= in.bits(3) == 0; // lossless blocks, tiles, wavefronts
    boolean acrossSlices = in.bits(1) == 1;
    boolean override = false;
    boolean filtered = true;
    if (in.bits(1) == 1) {
      override = in.bits(1) == 1;
      filtered = in.bits(1) == 0;
    }
    return simple
        ? Optional.of(
            new HevcSyntax(
                sequence.width(),
                sequence.height(),
                sequence.pocBits(),
                sequence.minBlock(),
                sequence.treeBlock(),
                sequence.sao(),
                sequence.motion(),
                cabacInit,
                initialQp,
                chromaOffsets,
                acrossSlices && filtered,
                override))
        : Optional.empty();
  }
}

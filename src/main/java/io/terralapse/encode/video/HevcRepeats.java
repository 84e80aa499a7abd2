package io.terralapse.encode.video;

import io.terralapse.encode.AnnexB;
import io.terralapse.encode.BitField;
import io.terralapse.encode.BitReader;
import io.terralapse.encode.BitWriter;
import io.terralapse.encode.CabacEncoder;
import java.io.IOException;

/**
 * Frames of HEVC that show the one before once more: a P slice in which every block is skipped, so
 * that it is an exact copy and holds no residue. It takes some 60 bytes at 1920 x 1080. Pictures
 * after repeats get other numbers (slice_pic_order_cnt_lsb). They refer to the frame before only.
 *
 * <p>Syntax by Rec. ITU-T H.265, sections 7.3.6.1 (slice header), 7.3.8.4 (coding quadtree) and
 * 9.3.4 (arithmetic encoder). Not thread-safe.
 */
final class HevcRepeats {
  /** NAL unit of a slice that others refer to, of temporal layer 0: TRAIL_R. */
  private static final byte[] TRAILING = {1 << 1, 1};

  private static final int FIRST_INTRA_TYPE = 16;

  /** Any quantizer would do; nothing is quantized. */
  private static final int QP = 30;

  /** initValue of split_cu_flag and cu_skip_flag in P slices (Tables 9-11 and 9-12). */
  private static final int[] SPLIT = {107, 139, 126};

  private static final int[] SKIP = {197, 185, 201};

  private final HevcSyntax syntax;

  HevcRepeats(HevcSyntax syntax) {
    this.syntax = syntax;
  }

  private int modulo(int number) {
    return number & (1 << syntax.pocBits()) - 1;
  }

  /**
   * A coded picture with another number.
   *
   * @param packet one slice, with a start code
   * @param number frames since the IDR picture
   * @throws IOException if it is something else
   */
  byte[] renumbered(byte[] packet, int number) throws IOException {
    int start = AnnexB.unitStart(packet, 0);
    int end = AnnexB.unitEnd(packet, start);
    if (start >= packet.length
        || AnnexB.unitStart(packet, end) < packet.length
        || (packet[start] >> 1 & 0x3F) >= FIRST_INTRA_TYPE) {
      throw new IOException("Coded picture is not one slice.");
    }
    byte[] raw = AnnexB.unescape(packet, start + 1, end);
    BitReader in = new BitReader(raw);
    in.bits(8); // second byte of the NAL unit's header
    in.bits(1); // first_slice_segment_in_pic_flag
    in.ue(); // slice_pic_parameter_set_id
    in.ue(); // slice_type
    BitField.set(raw, in.position(), syntax.pocBits(), modulo(number));
    return unit(AnnexB.escape(packet[start], raw, raw.length));
  }

  private static byte[] unit(byte[] unit) {
    byte[] packet = new byte[unit.length + 4];
    packet[3] = 1;
    System.arraycopy(unit, 0, packet, 4, unit.length);
    return packet;
  }

  /**
   * A frame that shows the one before again.
   *
   * @param number frames since the IDR picture, at least 1
   */
  byte[] repeat(int number) {
    BitWriter out = new BitWriter(256);
    out.bits(TRAILING[1], 8);
    out.bits(1, 1); // first_slice_segment_in_pic_flag
    out.ue(0); // slice_pic_parameter_set_id
    out.ue(1); // P
    out.bits(modulo(number), syntax.pocBits());
    out.bits(0, 1); // short_term_ref_pic_set_sps_flag
    out.ue(1); // num_negative_pics
    out.ue(0); // num_positive_pics
    out.ue(0); // delta_poc_s0_minus1: the frame before
    out.bits(1, 1); // used_by_curr_pic_s0_flag
    if (syntax.motionFromReference()) {
      out.bits(0, 1);
    }
    if (syntax.sao()) {
      out.bits(0, 2);
    }
    out.bits(1, 1); // num_ref_idx_active_override_flag
    out.ue(0); // one reference
    if (syntax.cabacInit()) {
      out.bits(0, 1);
    }
    out.ue(4); // five_minus_max_num_merge_cand: one candidate, so none is named
    out.se(QP - syntax.initialQp());
    if (syntax.chromaOffsets()) {
      out.se(0);
      out.se(0);
    }
    if (syntax.deblockingOverride()) {
      out.bits(0, 1);
    }
    if (syntax.acrossSlices()) {
      out.bits(0, 1);
    }
    out.bits(1, 1);
    out.align(0);
    new SkippedPicture(out).write();
    out.align(0);
    return unit(AnnexB.escape(TRAILING[0], out.bytes(), out.byteCount()));
  }

  /** The blocks of a picture, all skipped and as large as possible. */
  private final class SkippedPicture {
    private final CabacEncoder coder;
    private final CabacEncoder.Context[] split = contexts(SPLIT);
    private final CabacEncoder.Context[] skip = contexts(SKIP);
    private final int columns = (syntax.width() >> syntax.minBlock()) + 1;
    private final byte[] depths = new byte[columns * ((syntax.height() >> syntax.minBlock()) + 1)];

    SkippedPicture(BitWriter out) {
      this.coder = new CabacEncoder(out);
    }

    private static CabacEncoder.Context[] contexts(int[] values) {
      CabacEncoder.Context[] contexts = new CabacEncoder.Context[values.length];
      for (int i = 0; i < values.length; i++) {
        contexts[i] = CabacEncoder.Context.ofHevc(values[i], QP);
      }
      return contexts;
    }

    void write() {
      int size = 1 << syntax.treeBlock();
      for (int y = 0; y < syntax.height(); y += size) {
        for (int x = 0; x < syntax.width(); x += size) {
          tree(x, y, syntax.treeBlock(), 0);
          coder.encodeEnd(y + size >= syntax.height() && x + size >= syntax.width());
        }
      }
    }

    private void tree(int x, int y, int log2, int depth) {
      int size = 1 << log2;
      boolean fits = x + size <= syntax.width() && y + size <= syntax.height();
      if (!fits) {
        int half = size / 2;
        for (int k = 0; k < 4; k++) {
          int atX = x + (k & 1) * half;
          int atY = y + (k >> 1) * half;
          if (atX < syntax.width() && atY < syntax.height()) {
            tree(atX, atY, log2 - 1, depth + 1);
          }
        }
        return;
      }
      if (log2 > syntax.minBlock()) {
        int deeper = (x > 0 && depth(x - 1, y) > depth ? 1 : 0);
        deeper += y > 0 && depth(x, y - 1) > depth ? 1 : 0;
        coder.encode(split[deeper], 0);
      }
      coder.encode(skip[(x > 0 ? 1 : 0) + (y > 0 ? 1 : 0)], 1);
      for (int row = y; row < y + size; row += 1 << syntax.minBlock()) {
        for (int column = x; column < x + size; column += 1 << syntax.minBlock()) {
          depths[index(column, row)] = (byte) depth;
        }
      }
    }

    private int depth(int x, int y) {
      return depths[index(x, y)];
    }

    private int index(int x, int y) {
      return (y >> syntax.minBlock()) * columns + (x >> syntax.minBlock());
    }
  }
}

package io.terralapse.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Rewrites {@code idr_pic_id} in the slice headers of a coded IDR picture.
 *
 * <p>Every encoder numbers its first IDR picture 0, and H.264 (7.4.3) requires consecutive IDR
 * pictures to have different numbers, which segments of a single picture would violate. Encoding
 * and discarding a picture would change the rate control of the next one; rewriting the header
 * changes no pixel.
 *
 * <p>Syntax by Rec. ITU-T H.264, section 7.3.3 (slice header). Stateless, thread-safe.
 */
final class IdrPictureId {
  private static final int SLICE_IDR = 5;

  private IdrPictureId() {}

  /**
   * A copy of a packet with the given {@code idr_pic_id} in its IDR slices.
   *
   * @param headers the parameter sets, with start codes
   * @param packet one access unit, with start codes
   * @param id 0 to 65535
   * @throws IOException if the bytes are not H.264 of the supported form
   */
  static byte[] set(byte[] headers, byte[] packet, int id) throws IOException {
    try {
      H264Syntax syntax = H264Syntax.read(headers);
      ByteArrayOutputStream out = new ByteArrayOutputStream(packet.length + 8);
      int copied = 0;
      for (int start = AnnexB.unitStart(packet, 0); start < packet.length; ) {
        int end = AnnexB.unitEnd(packet, start);
        if ((packet[start] & 0x1F) == SLICE_IDR) {
          out.write(packet, copied, start - copied);
          out.writeBytes(rewrite(packet, start, end, syntax, id));
          copied = end;
        }
        start = AnnexB.unitStart(packet, end);
      }
      out.write(packet, copied, packet.length - copied);
      return out.toByteArray();
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("Coded picture is truncated inside a header.", e);
    }
  }

  /**
   * The {@code idr_pic_id} of a coded IDR picture.
   *
   * @param packet one access unit, with start codes
   * @return -1 if it has no IDR slice
   * @throws IOException if the bytes are not H.264
   */
  static int of(H264Syntax syntax, byte[] packet) throws IOException {
    try {
      for (int start = AnnexB.unitStart(packet, 0); start < packet.length; ) {
        int end = AnnexB.unitEnd(packet, start);
        if ((packet[start] & 0x1F) == SLICE_IDR) {
          BitReader in = new BitReader(AnnexB.unescape(packet, start + 1, end));
          in.ue(); // first_mb_in_slice
          in.ue(); // slice_type
          in.ue(); // pic_parameter_set_id
          in.bits((syntax.separatePlanes ? 2 : 0) + syntax.frameNumBits);
          return in.ue();
        }
        start = AnnexB.unitStart(packet, end);
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("Coded picture is truncated inside a header.", e);
    }
    return -1;
  }

  private static byte[] rewrite(byte[] packet, int start, int end, H264Syntax syntax, int id)
      throws IOException {
    byte[] raw = AnnexB.unescape(packet, start + 1, end);
    BitReader in = new BitReader(raw);
    BitWriter out = new BitWriter(raw.length + 8);
    out.ue(in.ue()); // first_mb_in_slice
    int sliceType = in.ue();
    if (sliceType % 5 != 2) {
      throw new IOException("Coded IDR picture has a slice that is not of type I.");
    }
    out.ue(sliceType);
    out.ue(in.ue()); // pic_parameter_set_id
    if (syntax.separatePlanes) {
      out.bits(in.bits(2), 2);
    }
    out.bits(in.bits(syntax.frameNumBits), syntax.frameNumBits);
    if (!syntax.frameOnly) {
      throw new IOException("Coded picture is interlaced.");
    }
    in.ue();
    out.ue(id);
    copyRest(in, out, syntax);
    if (syntax.cabac) {
      in.align();
      out.align(1);
    }
    int last = in.lastSetBit();
    while (in.position() <= last) {
      out.bits(in.bits(1), 1);
    }
    out.align(0);
    return AnnexB.escape(packet[start], out.bytes(), out.byteCount());
  }

  /**
   * Copies the elements between idr_pic_id and the slice data of an I slice of a reference picture.
   */
  private static void copyRest(BitReader in, BitWriter out, H264Syntax syntax) {
    if (syntax.pocType == 0) {
      out.bits(in.bits(syntax.pocLsbBits), syntax.pocLsbBits);
      if (syntax.bottomFieldPoc) {
        out.ue(in.ue());
      }
    } else if (syntax.pocType == 1 && !syntax.deltaPocZero) {
      out.ue(in.ue());
      if (syntax.bottomFieldPoc) {
        out.ue(in.ue());
      }
    }
    if (syntax.redundantPictures) {
      out.ue(in.ue());
    }
    out.bits(in.bits(2), 2); // no_output_of_prior_pics_flag, long_term_reference_flag
    out.ue(in.ue()); // slice_qp_delta: signed, copied by its code number
    if (syntax.deblockingControl) {
      int filter = in.ue();
      out.ue(filter);
      if (filter != 1) {
        out.ue(in.ue());
        out.ue(in.ue());
      }
    }
  }
}

package io.terralapse.encode.video;

import io.terralapse.encode.BitReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a frame header of AV1 that says what decoders keep (AV1 Bitstream and Decoding
 * Process Specification, 5.9.2).
 *
 * @param key whether it is a key frame
 * @param refreshed refresh_frame_flags: a bit for each of the eight slots that the frame is kept in
 * @param flagsAt index of the first bit of refresh_frame_flags in the temporal unit; -1 for a key
 *     frame, which is kept in all
 * @param used a bit for each slot that the frame may refer to
 */
record Av1Frame(boolean key, int refreshed, int flagsAt, int used) {
  private static final int SEQUENCE_HEADER = 1;
  private static final int FRAME = 6;

  private static final int KEY_FRAME = 0;
  private static final int INTER_FRAME = 1;
  private static final int SELECT = 2;

  /** References of a frame. */
  private static final int REFERENCES = 7;

  /**
   * Reads the shown frame of a temporal unit.
   *
   * @param unit OBUs, each with its size
   * @throws IOException if it is damaged, or has what this program's encoders do not write
   */
  static Av1Frame read(byte[] unit, Av1Sequence sequence) throws IOException {
    try {
      int[] payload = last(unit, FRAME);
      BitReader in = new BitReader(Arrays.copyOfRange(unit, payload[0], payload[1]));
      return read(in, 8 * payload[0], sequence);
    } catch (IndexOutOfBoundsException damaged) {
      throw new IOException("Coded picture is incomplete.", damaged);
    }
  }

  /** The sequence header of OBUs. */
  static Av1Sequence sequence(byte[] headers) throws IOException {
    try {
      int[] payload = last(headers, SEQUENCE_HEADER);
      return Av1Sequence.read(new BitReader(Arrays.copyOfRange(headers, payload[0], payload[1])));
    } catch (IndexOutOfBoundsException damaged) {
      throw new IOException("Sequence header is incomplete.", damaged);
    }
  }

  private static Av1Frame read(BitReader in, int base, Av1Sequence sequence) throws IOException {
    boolean existing = in.bits(1) == 1;
    int type = in.bits(2);
    boolean shown = in.bits(1) == 1;
    if (!existing && shown && type == KEY_FRAME) {
      return new Av1Frame(true, 0xFF, -1, 0);
    }
    boolean resilient = in.bits(1) == 1;
    if (existing || !shown || type != INTER_FRAME || resilient) {
      throw new IOException("Coded picture is no plain frame of AV1.");
    }
    in.bits(1); // disable_cdf_update
    int screen = sequence.screenTools() == SELECT ? in.bits(1) : sequence.screenTools();
    if (screen > 0 && sequence.integerMv() == SELECT) {
      in.bits(1); // force_integer_mv
    }
    in.bits(1); // frame_size_override_flag
    in.bits(sequence.orderHintBits());
    in.bits(3); // primary_ref_frame
    int at = base + in.position();
    int refreshed = in.bits(8);
    if (sequence.orderHintBits() > 0 && in.bits(1) == 1) {
      throw new IOException("Coded picture signals its references in the short form.");
    }
    int used = 0;
    for (int i = 0; i < REFERENCES; i++) {
      used |= 1 << in.bits(3);
    }
    return new Av1Frame(false, refreshed, at, used);
  }

  /** Begin and end of the payload of the last OBU of a type. */
  private static int[] last(byte[] obus, int type) throws IOException {
    int[] found = {0, 0};
    for (int at = 0; at < obus.length; ) {
      int header = obus[at++];
      at += (header & 4) >> 2; // obu_extension_flag
      if ((header & 2) == 0) {
        throw new IOException("OBU without a size.");
      }
      int size = 0;
      for (int shift = 0; ; shift += 7) {
        int part = obus[at++];
        size |= (part & 0x7F) << shift;
        if (part >= 0) {
          break;
        }
      }
      if ((header >> 3 & 0xF) == type) {
        found = new int[] {at, at + size};
      }
      at += size;
    }
    return found;
  }
}

package io.terralapse.encode.video;

import io.terralapse.encode.BitField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the frames of a group of AV1 such that each can be shown again, by a temporal unit of three
 * bytes ({@code show_existing_frame}). The encoder does not keep every frame as a reference; those
 * that it drops are kept in a slot that no later frame of the group refers to, which changes eight
 * bits of the header and no pixel. A key frame cannot be shown again (AV1 Bitstream and Decoding
 * Process Specification, 7.21), so the encoder is given its picture twice. Stateless.
 */
final class Av1Repeats {
  private static final int SLOTS = 8;
  private static final int FRAME_HEADER = 3;

  private Av1Repeats() {}

  /** A frame that can be shown again. */
  static final class Kept {
    private final byte[] bytes;
    private final byte[] again;

    private Kept(byte[] bytes, byte[] again) {
      this.bytes = bytes;
      this.again = again;
    }

    /** Its temporal unit. */
    byte[] bytes() {
      return bytes;
    }

    /** A temporal unit that shows it once more; empty for a key frame. */
    byte[] again() {
      return again;
    }
  }

  /**
   * The frames of a group.
   *
   * @throws IOException if they are damaged
   */
  static List<Kept> of(CodedGroup group) throws IOException {
    Av1Sequence sequence = Av1Frame.sequence(group.headers());
    List<Av1Frame> frames = new ArrayList<>();
    for (CodedGroup.Coded coded : group.frames()) {
      frames.add(Av1Frame.read(coded.bytes(), sequence));
    }
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Av1Frame frame = frames.get(i);
      byte[] bytes = group.frames().get(i).bytes();
      if (frame.key()) {
        kept.add(new Kept(bytes, new byte[0]));
        continue;
      }
      int slot = Integer.numberOfTrailingZeros(frame.refreshed());
      if (frame.refreshed() == 0) {
        slot = unused(frames, i);
        bytes = bytes.clone();
        BitField.set(bytes, frame.flagsAt(), SLOTS, 1 << slot);
      }
      kept.add(
          new Kept(bytes, new byte[] {(FRAME_HEADER << 3) | 2, 1, (byte) (0x88 | (slot << 4))}));
    }
    return kept;
  }

  /** A slot whose frame nothing after frame {@code index} refers to. */
  private static int unused(List<Av1Frame> frames, int index) throws IOException {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (isUnused(frames.subList(index + 1, frames.size()), slot)) {
        return slot;
      }
    }
    throw new IOException(
        "Coded picture cannot be repeated: later ones refer to all earlier ones.");
  }

  private static boolean isUnused(List<Av1Frame> later, int slot) {
    for (Av1Frame frame : later) {
      if ((frame.used() >> slot & 1) != 0) {
        return false;
      }
      if ((frame.refreshed() >> slot & 1) != 0) {
        return true;
      }
    }
    return true;
  }
}

package io.terralapse.encode.video;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The frames of one group with repeats in between that hold no picture of their own. For each
 * frame, in order, first {@link #coded}, then {@link #again} as often as it is repeated.
 */
interface Repeater {
  /** The bytes of a frame as they are to be written. */
  byte[] coded(CodedGroup.Coded frame) throws IOException;

  /** A frame that shows the one before again. */
  byte[] again(CodedGroup.Coded frame) throws IOException;

  /**
   * The frames of a group.
   *
   * @throws IOException if they cannot be repeated
   */
  static Repeater of(CodecSpec spec, CodedGroup group) throws IOException {
    return switch (spec.encoder()) {
      case "libsvtav1" -> new OfAv1(group.frames(), Av1Repeats.of(group));
      case "libx265" -> new OfHevc(group.headers());
      default -> new OfVp9();
    };
  }

  /** AV1. */
  record OfAv1(List<CodedGroup.Coded> frames, List<Av1Repeats.Kept> kept) implements Repeater {
    @Override
    public byte[] coded(CodedGroup.Coded frame) {
      return kept.get(frames.indexOf(frame)).bytes();
    }

    @Override
    public byte[] again(CodedGroup.Coded frame) {
      return kept.get(frames.indexOf(frame)).again();
    }
  }

  /** VP9. */
  record OfVp9() implements Repeater {
    @Override
    public byte[] coded(CodedGroup.Coded frame) {
      return frame.bytes();
    }

    @Override
    public byte[] again(CodedGroup.Coded frame) throws IOException {
      return Vp9Repeats.of(frame.bytes());
    }
  }

  /** HEVC, whose frames are numbered. */
  final class OfHevc implements Repeater {
    private final HevcRepeats repeats;
    private int number;

    OfHevc(byte[] headers) throws IOException {
      Optional<HevcSyntax> syntax = HevcSyntax.read(headers);
      this.repeats =
          new HevcRepeats(
              syntax.orElseThrow(
                  () -> new IOException("The encoder's stream does not allow repeats.")));
    }

    @Override
    public byte[] coded(CodedGroup.Coded frame) throws IOException {
      number = frame.keyframe() ? 0 : number + 1;
      return frame.keyframe() ? frame.bytes() : repeats.renumbered(frame.bytes(), number);
    }

    @Override
    public byte[] again(CodedGroup.Coded frame) {
      number++;
      return repeats.repeat(number);
    }
  }
}

package io.terralapse.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The quantizers of the parts of a picture, as FFmpeg's regions of interest: one for the whole, and
 * a finer one for macroblocks with sharp edges of high contrast, which captions have and land
 * rarely has. There a quantizer that is invisible elsewhere leaves a visible halo. Immutable,
 * thread-safe.
 */
final class SharpEdges {
  private static final int BLOCK = 16;

  /** Least difference of luma between neighbours, of the 219 steps between black and white. */
  private static final int LEAST_STEP = 56;

  /**
   * Offset of the quantizer at sharp edges from the usual one, at most. On captions of three sets
   * it gives 47 dB where the usual quantizer gives 39 to 42, for less than 2 % of the bytes.
   */
  private static final int FINER = -5;

  /** Range of quantizers that FFmpeg's offsets are fractions of. */
  private static final int QP_RANGE = 51;

  /** Size of FFmpeg's AVRegionOfInterest: seven 32-bit numbers. */
  private static final int REGION_BYTES = 7 * Integer.BYTES;

  private final int width;
  private final int height;

  SharpEdges(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * An array of FFmpeg's AVRegionOfInterest, of which the first that holds a block decides.
   *
   * @param luma {@code [row * width + column]}
   * @param common offset of the quantizer of all other blocks
   */
  byte[] regions(byte[] luma, int common) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int top = 0; top < height; top += BLOCK) {
      int bottom = Math.min(height, top + BLOCK);
      int from = -1;
      for (int left = 0; left < width; left += BLOCK) {
        boolean sharp = isSharp(luma, top, bottom, left, Math.min(width, left + BLOCK));
        if (sharp && from < 0) {
          from = left;
        } else if (!sharp && from >= 0) {
          out.writeBytes(region(top, bottom, from, left, Math.min(FINER, common + FINER)));
          from = -1;
        }
      }
      if (from >= 0) {
        out.writeBytes(region(top, bottom, from, width, Math.min(FINER, common + FINER)));
      }
    }
    if (common != 0) {
      out.writeBytes(region(0, height, 0, width, common));
    }
    return out.toByteArray();
  }

  private boolean isSharp(byte[] luma, int top, int bottom, int left, int right) {
    for (int row = top; row < bottom; row++) {
      int end = row * width + right - 1;
      for (int at = row * width + left; at < end; at++) {
        if (Math.abs((luma[at + 1] & 0xFF) - (luma[at] & 0xFF)) >= LEAST_STEP) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] region(int top, int bottom, int left, int right, int offset) {
    return ByteBuffer.allocate(REGION_BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt(REGION_BYTES)
        .putInt(top)
        .putInt(bottom)
        .putInt(left)
        .putInt(right)
        .putInt(offset)
        .putInt(QP_RANGE)
        .array();
  }
}

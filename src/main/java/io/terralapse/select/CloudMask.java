package io.terralapse.select;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Which pixels of a preview have data, and which of them the provider's mask calls cloud.
 * Compressed: a few KB. Immutable and thread-safe.
 */
public final class CloudMask {
  private static final int MOST_SIDE = 4096;
  private static final byte VALID = 1;
  private static final byte CLOUD = 2;

  private final int width;
  private final int height;
  private final byte[] packed;

  private CloudMask(int width, int height, byte[] packed) {
    this.width = width;
    this.height = height;
    this.packed = packed;
  }

  /**
   * The mask of a preview.
   *
   * @param area {@code [row * width + column]}, true inside the requested area
   */
  public static CloudMask of(Frame preview, boolean[] area) {
    byte[] states = new byte[area.length];
    for (int i = 0; i < states.length; i++) {
      byte flags = preview.flags()[i];
      if (area[i] && Flags.isValid(flags)) {
        states[i] = (flags & Flags.CLOUD) != 0 ? VALID | CLOUD : VALID;
      }
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(states);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return new CloudMask(preview.width(), preview.height(), packed.toByteArray());
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The pixels with data in the area. */
  BitSet valid() {
    return pixels(VALID);
  }

  /** The pixels that are masked as cloud. */
  BitSet cloud() {
    return pixels(CLOUD);
  }

  private BitSet pixels(byte state) {
    byte[] states = new byte[width * height];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int n = 0;
      while (n < states.length && !inflater.finished() && !inflater.needsInput()) {
        n += inflater.inflate(states, n, states.length - n);
      }
    } catch (DataFormatException damaged) {
      throw new IllegalStateException("the mask was packed here or checked when read", damaged);
    } finally {
      inflater.end();
    }
    BitSet pixels = new BitSet(states.length);
    for (int i = 0; i < states.length; i++) {
      pixels.set(i, (states[i] & state) != 0);
    }
    return pixels;
  }

  /** Writes the mask; {@link #readFrom} reads it. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(width);
    out.writeInt(height);
    out.writeInt(packed.length);
    out.write(packed);
  }

  /**
   * Reads a mask.
   *
   * @throws IOException if it is truncated or none
   */
  public static CloudMask readFrom(DataInput in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    int length = in.readInt();
    if (Math.min(width, height) < 1
        || Math.max(width, height) > MOST_SIDE
        || length < 0
        || length > 2L * width * height + 1024) {
      throw new IOException(width + " x " + height + " is no mask");
    }
    byte[] packed = new byte[length];
    in.readFully(packed);
    return new CloudMask(width, height, packed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CloudMask mask
        && width == mask.width
        && height == mask.height
        && Arrays.equals(packed, mask.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }
}

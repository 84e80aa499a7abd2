package io.terralapse.read;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.ToneCorrection;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the ground of a date looks like, coarsely: the mean of each channel's clear pixels in the
 * cells of a grid over the frame. A few kilobytes, whatever the size of the frame. Immutable.
 *
 * @param frame a pixel a cell; cells without clear pixels have no data
 */
public record CoarseGround(Frame frame) {
  /** Cells along the longer side. */
  private static final int CELLS = 32;

  /** More than any recipe computes. */
  private static final int MOST_CHANNELS = 64;

  /** Of a date that was not measured. */
  public static final CoarseGround NONE = new CoarseGround(new Frame(1, 1, 0));

  /**
   * Averages the clear pixels of a preview. If its mask leaves no clear pixel, all valid ones
   * count.
   *
   * @param channels the date's channels at any resolution
   */
  static CoarseGround of(Frame channels) {
    CoarseGround clear = of(channels, true);
    for (byte flags : clear.frame.flags()) {
      if (Flags.isValid(flags)) {
        return clear;
      }
    }
    return of(channels, false);
  }

  private static CoarseGround of(Frame channels, boolean clearOnly) {
    int longer = Math.max(channels.width(), channels.height());
    int columns = Math.max(1, Math.round((float) CELLS * channels.width() / longer));
    int rows = Math.max(1, Math.round((float) CELLS * channels.height() / longer));
    Frame coarse = new Frame(columns, rows, channels.bandCount());
    double[][] sums = new double[channels.bandCount()][columns * rows];
    int[] counts = new int[columns * rows];
    for (int row = 0; row < channels.height(); row++) {
      int cellRow = row * rows / channels.height() * columns;
      for (int column = 0; column < channels.width(); column++) {
        int i = row * channels.width() + column;
        byte flags = channels.flags()[i];
        if ((clearOnly ? Flags.isClear(flags) : Flags.isValid(flags)) && isFinite(channels, i)) {
          int cell = cellRow + column * columns / channels.width();
          counts[cell]++;
          for (int band = 0; band < sums.length; band++) {
            sums[band][cell] += channels.band(band)[i];
          }
        }
      }
    }
    for (int cell = 0; cell < counts.length; cell++) {
      if (counts[cell] > 0) {
        coarse.flags()[cell] = 0;
        for (int band = 0; band < sums.length; band++) {
          coarse.band(band)[cell] = (float) (sums[band][cell] / counts[cell]);
        }
      }
    }
    return new CoarseGround(coarse);
  }

  /** The same ground after a correction of its tone. */
  CoarseGround corrected(ToneCorrection correction) {
    if (correction.gain().size() != frame.bandCount()) {
      return this;
    }
    float[][] bands = new float[frame.bandCount()][];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = frame.band(band).clone();
    }
    Frame copy = new Frame(frame.width(), frame.height(), bands, frame.flags().clone());
    correction.apply(copy);
    return new CoarseGround(copy);
  }

  private static boolean isFinite(Frame frame, int pixel) {
    for (int band = 0; band < frame.bandCount(); band++) {
      if (!Float.isFinite(frame.band(band)[pixel])) {
        return false;
      }
    }
    return true;
  }

  /** Writes it, exactly; {@link #readFrom} reads it. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(frame.width());
    out.writeInt(frame.height());
    out.writeInt(frame.bandCount());
    out.write(frame.flags());
    ByteBuffer bytes = ByteBuffer.allocate(frame.flags().length * Float.BYTES);
    for (int band = 0; band < frame.bandCount(); band++) {
      bytes.clear().asFloatBuffer().put(frame.band(band));
      out.write(bytes.array());
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is truncated or none
   */
  static CoarseGround readFrom(DataInput in) throws IOException {
    int columns = in.readInt();
    int rows = in.readInt();
    int channels = in.readInt();
    boolean sound =
        Math.min(columns, rows) > 0
            && Math.max(columns, rows) <= CELLS
            && channels >= 0
            && channels <= MOST_CHANNELS;
    if (!sound) {
      throw new IOException(columns + " x " + rows + " cells of " + channels + " channels");
    }
    Frame frame = new Frame(columns, rows, channels);
    in.readFully(frame.flags());
    byte[] bytes = new byte[columns * rows * Float.BYTES];
    for (int band = 0; band < channels; band++) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(frame.band(band));
    }
    return new CoarseGround(frame);
  }
}

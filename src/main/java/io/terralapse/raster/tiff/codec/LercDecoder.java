package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Decodes LERC 2 (Limited Error Raster Compression, Esri; versions 2.3 to 2.6, those of TIFF): one
 * blob of all bands of a pixel, or one blob per band. Invalid pixels are NaN in floating-point
 * data, 0 in integers, and a mask can take the place of the last band, as libtiff reads them.
 * Stateless.
 */
public final class LercDecoder {
  private static final int HUFFMAN_DIFFERENCES = 1;
  private static final int HUFFMAN = 2;

  /** Bits 2 and 6 to 7 of a block's first byte: relative to the previous band; offset's type. */
  private static final int RELATIVE = 4;

  private final LercHeader header;
  private final LercBits in;
  private final BitSet valid;
  private final ByteBuffer out;

  /** Values of a pixel in the output, and index of the first of this blob. */
  private final int stride;

  private final int first;
  private double[] maxima = {};

  private LercDecoder(
      LercHeader header, LercBits in, BitSet previous, ByteBuffer out, int stride, int first)
      throws DataException {
    this.header = header;
    this.in = in;
    this.out = out;
    this.stride = stride;
    this.first = first;
    this.valid = readMask(previous);
  }

  /**
   * Decodes one tile or strip.
   *
   * @param data compressed bytes, {@code length} of them
   * @param type the expected type
   * @param bands values of a pixel
   * @param out receives {@code width * height * bands} little-endian values
   * @throws DataException if the data are malformed or not what is expected
   */
  public static void decode(
      byte[] data, int length, LercType type, int width, int height, int bands, byte[] out)
      throws DataException {
    int bytes = Math.multiplyExact(Math.multiplyExact(width, height), bands * type.bytes);
    Arrays.fill(out, 0, bytes, (byte) 0);
    ByteBuffer target = ByteBuffer.wrap(out, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    BitSet mask = new BitSet();
    int at = 0;
    int done = 0;
    while (done < bands) {
      LercHeader header = LercHeader.read(data, at, length, width, height);
      boolean maskBand =
          done == 0 && type == LercType.UINT8 && bands > 1 && header.depth() == bands - 1;
      if (header.type() != type || header.depth() > bands - done) {
        throw new DataException(
            "its LERC image has " + header.depth() + " bands of " + header.type());
      }
      LercBits in = new LercBits(data, at + header.headerBytes(), at + header.bytes());
      LercDecoder decoder = new LercDecoder(header, in, mask, target, bands, done);
      decoder.decode();
      mask = decoder.valid;
      at += header.bytes();
      done += header.depth();
      if (maskBand && at >= length) {
        decoder.writeMask(done);
        done++;
      }
    }
  }

  private BitSet readMask(BitSet previous) throws DataException {
    int pixels = header.rows() * header.columns();
    int bytes = in.int32();
    boolean partial = header.valid() > 0 && header.valid() < pixels;
    if (bytes < 0 || (!partial && bytes != 0)) {
      throw new DataException("its LERC mask is malformed");
    }
    BitSet mask = new BitSet(pixels);
    if (header.valid() == pixels) {
      mask.set(0, pixels);
      return mask;
    }
    if (!partial) {
      return mask;
    }
    if (bytes == 0) {
      return previous;
    }
    in.require(bytes);
    int end = in.position() + bytes;
    readRuns(mask, (pixels + 7) / 8);
    mask.clear(pixels, pixels + 8);
    in.skip(end - in.position());
    return mask;
  }

  /** Run lengths: a count and as many bytes, or a negative count and one byte. */
  private void readRuns(BitSet mask, int limit) throws DataException {
    int at = 0;
    for (int count = in.int16(); count != Short.MIN_VALUE; count = in.int16()) {
      int n = Math.abs(count);
      if (at + n > limit) {
        throw new DataException("its LERC mask is malformed");
      }
      int value = count < 0 ? in.unsignedByte() : 0;
      if (count == 0) {
        in.skip(1);
      }
      for (int i = 0; i < n; i++) {
        int bits = count > 0 ? in.unsignedByte() : value;
        for (int k = 0; k < 8; k++) {
          if ((bits & 0x80 >> k) != 0) {
            mask.set(8 * (at + i) + k);
          }
        }
      }
      at += n;
    }
  }

  private void decode() throws DataException {
    if (header.valid() > 0) {
      decodeValues();
    }
    if (header.type().isFloating()) {
      int pixels = header.rows() * header.columns();
      for (int i = valid.nextClearBit(0); i < pixels; i = valid.nextClearBit(i + 1)) {
        for (int d = 0; d < header.depth(); d++) {
          put(i, d, Double.NaN);
        }
      }
    }
  }

  private void decodeValues() throws DataException {
    if (header.min() == header.max()) {
      double[] constant = new double[header.depth()];
      Arrays.fill(constant, header.min());
      fill(constant);
      return;
    }
    maxima = new double[header.depth()];
    Arrays.fill(maxima, header.max());
    if (header.version() >= 4) {
      double[] minima = new double[header.depth()];
      in.require(2L * header.depth() * header.type().bytes);
      for (int d = 0; d < header.depth(); d++) {
        minima[d] = in.number(header.type());
      }
      double[] stored = new double[header.depth()];
      for (int d = 0; d < header.depth(); d++) {
        stored[d] = in.number(header.type());
      }
      if (Arrays.equals(minima, stored)) {
        fill(minima);
        return;
      }
      if (header.depth() > 1) {
        maxima = stored;
      }
    }
    boolean uncompressed = in.unsignedByte() != 0;
    if (uncompressed) {
      for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
        for (int d = 0; d < header.depth(); d++) {
          put(i, d, in.number(header.type()));
        }
      }
    } else if (!decodeHuffman()) {
      decodeBlocks();
    }
  }

  private void fill(double[] constant) {
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      for (int d = 0; d < constant.length; d++) {
        put(i, d, constant[d]);
      }
    }
  }

  private double get(int pixel, int depth) {
    return header.type().get(out, (pixel * stride + first + depth) * header.type().bytes);
  }

  private void put(int pixel, int depth, double value) {
    header.type().put(out, (pixel * stride + first + depth) * header.type().bytes, value);
  }

  private void writeMask(int band) {
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      out.put(i * stride + band, (byte) 255);
    }
  }

  /** Returns false if the values are in blocks. */
  private boolean decodeHuffman() throws DataException {
    LercType type = header.type();
    boolean lossless = type.isFloating() && header.version() >= 6 && header.maxError() == 0;
    boolean bytes = type.bytes == 1 && header.maxError() == 0.5;
    if (!lossless && !bytes) {
      return false;
    }
    int mode = in.unsignedByte();
    if (mode == 0) {
      return false;
    }
    if (!bytes || mode > HUFFMAN || (mode == HUFFMAN && header.version() < 4)) {
      throw new DataException("it has LERC data of coding " + mode + ", which is not supported");
    }
    LercHuffman codes = new LercHuffman(in);
    int offset = type == LercType.INT8 ? 128 : 0;
    if (mode == HUFFMAN_DIFFERENCES) {
      for (int d = 0; d < header.depth(); d++) {
        decodeDifferences(codes, d, offset);
      }
      return true;
    }
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      for (int d = 0; d < header.depth(); d++) {
        put(i, d, (byte) (codes.next() - offset));
      }
    }
    return true;
  }

  /** Differences to the valid neighbour on the left, else above, else to the last valid value. */
  private void decodeDifferences(LercHuffman codes, int depth, int offset) throws DataException {
    int columns = header.columns();
    double previous = 0;
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      boolean left = i % columns > 0 && valid.get(i - 1);
      boolean above = !left && i >= columns && valid.get(i - columns);
      double base = above ? get(i - columns, depth) : previous;
      put(i, depth, (byte) (codes.next() - offset + (int) base));
      previous = get(i, depth);
    }
  }

  private void decodeBlocks() throws DataException {
    int side = header.block();
    for (int top = 0; top < header.rows(); top += side) {
      int bottom = Math.min(header.rows(), top + side);
      for (int left = 0; left < header.columns(); left += side) {
        int right = Math.min(header.columns(), left + side);
        for (int depth = 0; depth < header.depth(); depth++) {
          decodeBlock(new Block(top, bottom, left, right, depth));
        }
      }
    }
  }

  private record Block(int top, int bottom, int left, int right, int depth) {
    int pixels() {
      return (bottom - top) * (right - left);
    }
  }

  /** What the first byte of a block says. */
  private static final int RAW = 0;

  private static final int PACKED = 1;
  private static final int ZERO = 2;

  /**
   * How the values of a block are made.
   *
   * @param kind {@link #RAW}, {@link #PACKED}, {@link #ZERO}, or 3 for a constant
   * @param relative true if they are relative to the previous value of the pixel
   * @param offset value that is added
   * @param count number of packed values
   */
  private record Coding(int kind, boolean relative, double offset, int count) {
    /** True if the maximum limits values, which rounding would exceed. */
    boolean isClamped() {
      return kind == PACKED || (relative && kind != ZERO);
    }
  }

  private void decodeBlock(Block block) throws DataException {
    Coding coding = readCoding(block);
    // Packed values of all pixels include the invalid ones.
    boolean all = coding.kind == PACKED && coding.count == block.pixels();
    int next = 0;
    for (int row = block.top; row < block.bottom; row++) {
      for (int column = block.left; column < block.right; column++) {
        int pixel = row * header.columns() + column;
        if (all || valid.get(pixel)) {
          put(pixel, block.depth, value(coding, pixel, block.depth, next++));
        }
      }
    }
  }

  private Coding readCoding(Block block) throws DataException {
    int flags = in.unsignedByte();
    boolean relative = header.version() >= 5 && (flags & RELATIVE) != 0;
    int pattern = header.version() >= 5 ? 14 : 15;
    int kind = flags & 3;
    boolean possible = !relative || (block.depth > 0 && kind != RAW);
    if (!possible || (flags >> 2 & pattern) != (block.left >> 3 & pattern)) {
      throw new DataException("its LERC data are malformed");
    }
    LercType type = header.type();
    LercType base = relative && !type.isFloating() ? LercType.INT32 : type;
    double offset = kind == RAW || kind == ZERO ? 0 : in.number(base.reduced(flags >> 6 & 3));
    int count = kind == PACKED ? in.readArray(block.pixels()) : 0;
    return new Coding(kind, relative, offset, count);
  }

  private double value(Coding coding, int pixel, int depth, int index) throws DataException {
    if (coding.kind == RAW) {
      return in.number(header.type());
    }
    double value = coding.offset;
    if (coding.kind == PACKED) {
      if (index >= coding.count) {
        throw new DataException("its LERC data have too few values");
      }
      value += (in.values()[index] & 0xffffffffL) * (2 * header.maxError());
    }
    if (coding.relative) {
      value += get(pixel, depth - 1);
    }
    return coding.isClamped() ? Math.min(value, maxima[depth]) : value;
  }
}

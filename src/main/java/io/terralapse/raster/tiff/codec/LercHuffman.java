package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.util.Arrays;

/**
 * A Huffman code of LERC 2 and the stream of codes that follows it: 32-bit little-endian words, the
 * most significant bit first. Not thread-safe.
 */
final class LercHuffman {
  /** Codes of single bytes; more symbols do not exist in 8-bit data. */
  private static final int MAX_SYMBOLS = 1 << 15;

  private static final int MAX_LENGTH = 32;
  private static final int NONE = -1;

  private final LercBits in;

  /** A binary tree: index of the child for bit 0 and bit 1 of every node, NONE if absent. */
  private int[] children = new int[2 * 512];

  private int[] symbols = new int[512];
  private int nodes;
  private int bit;

  /** Reads the table of codes. */
  LercHuffman(LercBits in) throws DataException {
    this.in = in;
    int version = in.int32();
    int size = in.int32();
    int first = in.int32();
    int end = in.int32();
    if (version < 2
        || size < 1
        || size > MAX_SYMBOLS
        || first < 0
        || first >= end
        || end - first > size
        || first >= size) {
      throw new DataException("its LERC code table is malformed");
    }
    if (in.readArray(end - first) != end - first) {
      throw new DataException("its LERC code table is malformed");
    }
    int[] lengths = Arrays.copyOf(in.values(), end - first);
    addNode();
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] > MAX_LENGTH) {
        throw new DataException("its LERC code table is malformed");
      }
      if (lengths[i] > 0) {
        add((first + i) % size, lengths[i]);
      }
    }
    align();
  }

  private int addNode() {
    if (nodes == symbols.length) {
      symbols = Arrays.copyOf(symbols, 2 * nodes);
      children = Arrays.copyOf(children, 4 * nodes);
    }
    children[2 * nodes] = NONE;
    children[2 * nodes + 1] = NONE;
    symbols[nodes] = NONE;
    return nodes++;
  }

  /** Reads the code of a symbol bit by bit into the tree. */
  private void add(int symbol, int length) throws DataException {
    int node = 0;
    for (int i = 0; i < length; i++) {
      int side = 2 * node + nextBit();
      if (children[side] == NONE) {
        int made = addNode();
        children[side] = made;
      }
      node = children[side];
    }
    symbols[node] = symbol;
  }

  private int nextBit() throws DataException {
    if (bit == 0) {
      in.require(Integer.BYTES);
    }
    int value = in.wordAhead(0) >>> (31 - bit) & 1;
    if (++bit == Integer.SIZE) {
      bit = 0;
      in.skip(Integer.BYTES);
    }
    return value;
  }

  private void align() throws DataException {
    if (bit > 0) {
      bit = 0;
      in.skip(Integer.BYTES);
    }
  }

  /** The next symbol of the stream. */
  int next() throws DataException {
    int node = 0;
    while (symbols[node] == NONE) {
      node = children[2 * node + nextBit()];
      if (node == NONE) {
        throw new DataException("its LERC data use an unknown code");
      }
    }
    return symbols[node];
  }
}

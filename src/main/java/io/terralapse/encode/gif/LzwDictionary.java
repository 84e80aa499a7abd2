package io.terralapse.encode.gif;

import java.util.Arrays;

/**
 * The strings that an LZW decoder knows, as a tree: each code is its parent's string and one more
 * index. Not thread-safe.
 */
final class LzwDictionary {
  /** No child, no sibling. */
  static final int NONE = -1;

  /** Codes have at most 12 bits. */
  static final int LIMIT = 1 << 12;

  private final int literals;
  private final int[] firstChild = new int[LIMIT];
  private final int[] sibling = new int[LIMIT];
  private final int[] parent = new int[LIMIT];
  private final byte[] index = new byte[LIMIT];
  private int next;

  /**
   * A dictionary with the single indices only.
   *
   * @param depth bits of an index, 2 to 8
   */
  LzwDictionary(int depth) {
    this.literals = 1 << depth;
    for (int i = 0; i < literals; i++) {
      index[i] = (byte) i;
      parent[i] = NONE;
    }
    clear();
  }

  /** The code that clears the dictionary. */
  int clearCode() {
    return literals;
  }

  /** The code that ends a picture. */
  int endCode() {
    return literals + 1;
  }

  /** Forgets all strings of more than one index. */
  void clear() {
    Arrays.fill(firstChild, 0, Math.max(literals, next), NONE);
    next = literals + 2;
  }

  /** Whether no string can be added. */
  boolean isFull() {
    return next >= LIMIT;
  }

  /** Number of codes in use. */
  int size() {
    return next;
  }

  /** Adds the string of {@code code} and one more index. */
  void add(int code, int added) {
    firstChild[next] = NONE;
    sibling[next] = firstChild[code];
    parent[next] = code;
    index[next] = (byte) added;
    firstChild[code] = next;
    next++;
  }

  /** Replaces the last index of the string that was added last. */
  void correctLast(int added) {
    index[next - 1] = (byte) added;
  }

  int firstChild(int code) {
    return firstChild[code];
  }

  int sibling(int code) {
    return sibling[code];
  }

  /** The code of the string without its last index; {@link #NONE} for a single index. */
  int parent(int code) {
    return parent[code];
  }

  /** The last index of a code's string, 0 to 255. */
  int index(int code) {
    return index[code] & 0xFF;
  }
}

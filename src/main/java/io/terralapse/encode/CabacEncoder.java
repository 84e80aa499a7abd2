package io.terralapse.encode;

/**
 * The arithmetic encoder of H.264 (Rec. ITU-T H.264, 9.3.4) and of HEVC (Rec. ITU-T H.265, 9.3.4),
 * which have it in common; only the initial states of contexts differ. Not thread-safe.
 */
public final class CabacEncoder {
  /** rangeTabLps (Table 9-46), {@code [state][range bits 6 and 7]}. */
  private static final int[][] LEAST_PROBABLE = {
    {128, 176, 208, 240}, {128, 167, 197, 227}, {128, 158, 187, 216}, {123, 150, 178, 205},
    {116, 142, 169, 195}, {111, 135, 160, 185}, {105, 128, 152, 175}, {100, 122, 144, 166},
    {95, 116, 137, 158}, {90, 110, 130, 150}, {85, 104, 123, 142}, {81, 99, 117, 135},
    {77, 94, 111, 128}, {73, 89, 105, 122}, {69, 85, 100, 116}, {66, 80, 95, 110},
    {62, 76, 90, 104}, {59, 72, 86, 99}, {56, 69, 81, 94}, {53, 65, 77, 89},
    {51, 62, 73, 85}, {48, 59, 69, 80}, {46, 56, 66, 76}, {43, 53, 63, 72},
    {41, 50, 59, 69}, {39, 48, 56, 65}, {37, 45, 54, 62}, {35, 43, 51, 59},
    {33, 41, 48, 56}, {32, 39, 46, 53}, {30, 37, 43, 50}, {29, 35, 41, 48},
    {27, 33, 39, 45}, {26, 31, 37, 43}, {24, 30, 35, 41}, {23, 28, 33, 39},
    {22, 27, 32, 37}, {21, 26, 30, 35}, {20, 24, 29, 33}, {19, 23, 27, 31},
    {18, 22, 26, 30}, {17, 21, 25, 28}, {16, 20, 23, 27}, {15, 19, 22, 25},
    {14, 18, 21, 24}, {14, 17, 20, 23}, {13, 16, 19, 22}, {12, 15, 18, 21},
    {12, 14, 17, 20}, {11, 14, 16, 19}, {11, 13, 15, 18}, {10, 12, 15, 17},
    {10, 12, 14, 16}, {9, 11, 13, 15}, {9, 11, 12, 14}, {8, 10, 12, 14},
    {8, 9, 11, 13}, {7, 9, 11, 12}, {7, 9, 10, 12}, {7, 8, 10, 11},
    {6, 8, 9, 11}, {6, 7, 9, 10}, {6, 7, 8, 9}, {2, 2, 2, 2},
  };

  /** transIdxLps (Table 9-47). */
  private static final int[] AFTER_LEAST_PROBABLE = {
    0, 0, 1, 2, 2, 4, 4, 5, 6, 7, 8, 9, 9, 11, 11, 12, 13, 13, 15, 15, 16, 16, 18, 18, 19, 19, 21,
    21, 22, 22, 23, 24, 24, 25, 26, 26, 27, 27, 28, 29, 29, 30, 30, 30, 31, 32, 32, 33, 33, 33, 34,
    34, 35, 35, 35, 36, 36, 36, 37, 37, 37, 38, 38, 63,
  };

  private static final int LAST_STATE = 62;

  private final BitWriter out;
  private int low;
  private int range = 510;
  private int outstanding;
  private boolean first = true;

  /** An encoder at the beginning of a slice's data. */
  public CabacEncoder(BitWriter out) {
    this.out = out;
  }

  /** How probable a symbol is, which changes with every symbol. */
  public static final class Context {
    private int state;
    private int probable;

    private Context(int before) {
      this.probable = before <= 63 ? 0 : 1;
      this.state = probable == 1 ? before - 64 : 63 - before;
    }

    /**
     * A context at the beginning of a slice of H.264 (9.3.1.1).
     *
     * @param slope m
     * @param offset n
     * @param qp of the slice
     */
    static Context ofAvc(int slope, int offset, int qp) {
      return new Context(Math.max(1, Math.min(126, ((slope * qp) >> 4) + offset)));
    }

    /**
     * A context at the beginning of a slice of HEVC (9.3.2.2).
     *
     * @param initValue of the syntax element
     * @param qp of the slice
     */
    public static Context ofHevc(int initValue, int qp) {
      return ofAvc((initValue >> 4) * 5 - 45, ((initValue & 15) << 3) - 16, qp);
    }
  }

  /** Encodes a symbol. */
  public void encode(Context context, int symbol) {
    int least = LEAST_PROBABLE[context.state][range >> 6 & 3];
    range -= least;
    if (symbol == context.probable) {
      context.state = Math.min(LAST_STATE, context.state + 1);
    } else {
      low += range;
      range = least;
      if (context.state == 0) {
        context.probable = 1 - context.probable;
      }
      context.state = AFTER_LEAST_PROBABLE[context.state];
    }
    renormalize();
  }

  /** Encodes whether the slice ends; after the last one the stop bit has been written. */
  public void encodeEnd(boolean end) {
    range -= 2;
    if (end) {
      low += range;
      range = 2;
      renormalize();
      put((low >> 9) & 1);
      out.bits(((low >> 7) & 3) | 1, 2);
    } else {
      renormalize();
    }
  }

  private void renormalize() {
    while (range < 256) {
      if (low < 256) {
        put(0);
      } else if (low >= 512) {
        low -= 512;
        put(1);
      } else {
        low -= 256;
        outstanding++;
      }
      range <<= 1;
      low <<= 1;
    }
  }

  private void put(int bit) {
    if (first) {
      first = false;
    } else {
      out.bits(bit, 1);
    }
    for (; outstanding > 0; outstanding--) {
      out.bits(1 - bit, 1);
    }
  }
}

package io.terralapse.model;

import java.util.Locale;

/**
 * How far the content of one date lies right of (+x) and below (+y) the same content in the
 * reference date, before correction.
 *
 * <pre>
 *   reference        target             dxPx = +2, dyPx = +1:
 *   . . . . .        . . . . .          the target's house stands 2 px to the right
 *   . # . . .        . . . . .          and 1 px below the reference's, so the frame is
 *   . . . . .        . . . # .          drawn from grid position (column + 2, row + 1)
 * </pre>
 *
 * @param dxPx grid pixels, +x right
 * @param dyPx grid pixels, +y down
 * @param uncertaintyPx one standard deviation of the shift's length, grid pixels
 * @param model {@code translation}, or {@code none}
 * @param confidence 0 (none) to 1
 * @param residualPx robust spread of the votes about the model, grid pixels
 * @param tiePoints votes that agree with the model
 * @param applied whether the frame was drawn with it
 * @param status what became of the measurement
 */
public record Shift(
    double dxPx,
    double dyPx,
    double uncertaintyPx,
    String model,
    double confidence,
    double residualPx,
    int tiePoints,
    boolean applied,
    Status status) {

  /** The ledger's verdicts. */
  public enum Status {
    REFERENCE,
    ALIGNED,
    REFUSED,
    OFF;

    /** The ledger's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The reference date's own shift. */
  public static final Shift REFERENCE =
      new Shift(0, 0, 0, "none", 1, 0, 0, false, Status.REFERENCE);

  /** Alignment was not asked for. */
  public static final Shift OFF = new Shift(0, 0, 0, "none", 0, 0, 0, false, Status.OFF);

  /** What the warp moves by: the shift if it is applied, else 0. */
  public double appliedDxPx() {
    return applied ? dxPx : 0;
  }

  /** See {@link #appliedDxPx()}. */
  public double appliedDyPx() {
    return applied ? dyPx : 0;
  }
}

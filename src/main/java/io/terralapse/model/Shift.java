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
 * @param dxPx at the middle of the frame, grid pixels, +x right
 * @param dyPx grid pixels, +y down
 * @param uncertaintyPx one standard deviation of the shift's length, grid pixels
 * @param model {@code translation}, {@code affine}, {@code local}, {@code similarity}, or {@code
 *     none}
 * @param confidence 0 (none) to 1
 * @param residualPx robust spread of the votes about the model, grid pixels
 * @param tiePoints votes that agree with the model
 * @param rejectedTiePoints votes that do not
 * @param closurePx largest disagreement of a measurement of this date with the shifts of all dates,
 *     grid pixels
 * @param displacement the whole of it, place by place, grid pixels; (dxPx, dyPx) at the middle of
 *     the frame
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
    int rejectedTiePoints,
    double closurePx,
    Displacement displacement,
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
      new Shift(0, 0, 0, "none", 1, 0, 0, 0, 0, Displacement.NONE, false, Status.REFERENCE);

  /** Alignment was not asked for. */
  public static final Shift OFF =
      new Shift(0, 0, 0, "none", 0, 0, 0, 0, 0, Displacement.NONE, false, Status.OFF);

  /** What the warp moves by: the displacement if it is applied, else none. */
  public Displacement appliedDisplacement() {
    return applied ? displacement : Displacement.NONE;
  }
}

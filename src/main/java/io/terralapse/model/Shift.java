package io.terralapse.model;

import java.util.Locale;

/**
 * How far the content of one date is to the right of (+x) and below (+y) the same content in the
 * reference date, before correction.
 *
 * <pre>
 *   reference        target             dxPx = +2, dyPx = +1:
 *   . . . . .        . . . . .          the target's house is 2 px to the right
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
 * @param residualPx robust standard deviation per axis of the agreeing votes, grid pixels
 * @param tiePoints number of votes that agree with the model
 * @param rejectedTiePoints number of votes that do not
 * @param closurePx largest residual of a measurement of this date against the adjusted shifts of
 *     all dates, grid pixels
 * @param displacement the displacement as a function of position, grid pixels; (dxPx, dyPx) at the
 *     middle of the frame
 * @param applied whether the frame was resampled with it
 * @param status outcome of the measurement
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

  /** Outcome of the measurement of a date. */
  public enum Status {
    REFERENCE,
    ALIGNED,
    REFUSED,
    OFF;

    /** The keyword in the ledger. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The reference date's own shift. */
  public static final Shift REFERENCE =
      new Shift(0, 0, 0, "none", 1, 0, 0, 0, 0, Displacement.NONE, false, Status.REFERENCE);

  /** Alignment is off. */
  public static final Shift OFF =
      new Shift(0, 0, 0, "none", 0, 0, 0, 0, 0, Displacement.NONE, false, Status.OFF);

  /** The same shift of a date that the others are compared with from now on. */
  public Shift asReference() {
    return new Shift(
        dxPx,
        dyPx,
        uncertaintyPx,
        model,
        confidence,
        residualPx,
        tiePoints,
        rejectedTiePoints,
        closurePx,
        displacement,
        applied,
        Status.REFERENCE);
  }

  /** The displacement used for resampling: the measured one if it is applied, otherwise none. */
  public Displacement appliedDisplacement() {
    return applied ? displacement : Displacement.NONE;
  }
}

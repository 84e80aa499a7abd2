package io.terralapse.align.core.fit;

import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.correlation.Vote;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selects how the displacement varies across the frame: a translation unless cross-validation
 * supports a richer model ({@link CrossValidation}).
 *
 * <p>A richer model is selected only if it meets three conditions:
 *
 * <ul>
 *   <li>the mean squared residual of the best-fitting {@link CrossValidation#BEST_FITTING_SHARE} of
 *       the hold-out votes decreases by a tenth: most of the frame improves, not only one corner
 *       where an object moved;
 *   <li>the mean gain per vote exceeds {@link CrossValidation#MIN_GAIN_SIGMAS} times its standard
 *       error;
 *   <li>the standard deviation of the field is below {@link #MAX_DEVIATION_PX} everywhere in the
 *       valid area: nothing is extrapolated under clouds.
 * </ul>
 *
 * @param model the selected model; never {@link ShiftModel#AUTO}
 * @param nonRigid the displacement minus its value at the middle of the frame, pixels of the
 *     reference
 */
public record ModelSelection(ShiftModel model, Displacement nonRigid) {
  /** Largest standard deviation of a field in the valid area, pixels. */
  private static final double MAX_DEVIATION_PX = 0.25;

  /** Smaller non-rigid parts (root mean square) do not justify resampling, pixels. */
  private static final double MIN_NON_RIGID_PX = 0.04;

  /** Spacing of B-spline coefficients in windows; at least a fifth of the area's longer side. */
  private static final double WINDOWS_PER_STEP = 2.5;

  /** Weights of the roughness penalty that are tried, smoothest first. */
  private static final double[] STIFFNESS = {1000, 100, 10};

  /** Fewest votes for a richer model. */
  private static final int MIN_VOTES = 12;

  /** The same shift everywhere. */
  public static final ModelSelection TRANSLATION =
      new ModelSelection(ShiftModel.TRANSLATION, Displacement.NONE);

  /**
   * Selects a model.
   *
   * @param fit the translation
   * @param requested the model to use where the votes determine it, or AUTO
   * @param area where a field has to be determined, pixels of the reference
   * @param middleX where the non-rigid part is 0, pixels of the reference
   * @param middleY the same, downwards
   */
  public static ModelSelection of(
      LocalVotes local,
      RobustTranslation fit,
      ShiftModel requested,
      PixelRect area,
      double middleX,
      double middleY) {
    List<Vote> votes = local.votes();
    boolean uniform = requested == ShiftModel.AUTO && fit.residual() < MIN_NON_RIGID_PX;
    if (requested == ShiftModel.TRANSLATION || uniform || votes.size() < MIN_VOTES) {
      return TRANSLATION;
    }
    CrossValidation validation = new CrossValidation(local, fit, area);
    CrossValidation.Result best = validation.translation();
    List<CrossValidation.Result> richer = new ArrayList<>();
    if (requested != ShiftModel.LOCAL) {
      richer.add(validation.evaluate(ShiftModel.AFFINE, FieldBasis.affine(area)));
    }
    if (requested != ShiftModel.AFFINE) {
      double step =
          Math.max(
              WINDOWS_PER_STEP * local.windowSize(), Math.max(area.width(), area.height()) / 5.0);
      for (double stiffness : STIFFNESS) {
        FieldBasis lattice = FieldBasis.lattice(area, step, stiffness);
        richer.add(validation.evaluate(ShiftModel.LOCAL, lattice));
      }
    }
    boolean auto = requested == ShiftModel.AUTO;
    for (CrossValidation.Result candidate : richer) {
      boolean first = !auto && best.isTranslation();
      if (first || candidate.isBetterThan(best)) {
        Optional<ModelSelection> choice = fitAll(candidate, votes, fit, area, auto);
        if (choice.isPresent()) {
          best = candidate;
        }
      }
    }
    return best.isTranslation()
        ? TRANSLATION
        : fitAll(best, votes, fit, area, auto)
            .map(choice -> choice.zeroAt(middleX, middleY))
            .orElse(TRANSLATION);
  }

  /** The model fitted to all votes; empty if they do not determine it or it is negligible. */
  private static Optional<ModelSelection> fitAll(
      CrossValidation.Result candidate,
      List<Vote> votes,
      RobustTranslation fit,
      PixelRect area,
      boolean auto) {
    return RobustField.fit(votes, candidate.basis(), fit.x(), fit.y(), area)
        .filter(field -> field.worstDeviation() < MAX_DEVIATION_PX)
        .map(field -> centred(field.field(), area))
        .filter(nonRigid -> !auto || rms(nonRigid, area) > MIN_NON_RIGID_PX)
        .map(nonRigid -> new ModelSelection(candidate.model(), nonRigid));
  }

  private ModelSelection zeroAt(double x, double y) {
    return new ModelSelection(model, nonRigid.zeroAt(x, y));
  }

  private static Displacement centred(Displacement field, PixelRect area) {
    return field.zeroAt(area.column() + area.width() / 2.0, area.row() + area.height() / 2.0);
  }

  /** The largest displacement in x or y at nine by nine points of an area, pixels. */
  public static double largest(Displacement nonRigid, PixelRect area) {
    double[] at = new double[2];
    double most = 0;
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 9; column++) {
        at(nonRigid, area, row, column, at);
        most = Math.max(most, Math.max(Math.abs(at[0]), Math.abs(at[1])));
      }
    }
    return most;
  }

  /** Root mean square at nine by nine points of an area, pixels. */
  private static double rms(Displacement nonRigid, PixelRect area) {
    double[] at = new double[2];
    double sum = 0;
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 9; column++) {
        at(nonRigid, area, row, column, at);
        sum += at[0] * at[0] + at[1] * at[1];
      }
    }
    return Math.sqrt(sum / 81);
  }

  private static void at(Displacement nonRigid, PixelRect area, int row, int column, double[] out) {
    nonRigid.at(
        area.column() + area.width() * (column + 0.5) / 9,
        area.row() + area.height() * (row + 0.5) / 9,
        out);
  }
}

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
 * How the displacement varies over the frame, if it does: a translation unless votes that were kept
 * out of the fit say otherwise.
 *
 * <p>The votes are dealt into parts, block by block, so that windows that overlap fall together.
 * Every model is fitted to all parts but one and requested for the votes of the one that it has not
 * seen (cross-validation: Stone 1974, J. R. Stat. Soc. B 36). A richer model is taken only if it
 * tells those votes clearly better, in three ways at once:
 *
 * <ul>
 *   <li>the mean square over the best told {@link CrossValidation#TOLD} of the votes falls by a tenth: most
 *       of the frame gains, not one corner where something moved for itself;
 *   <li>the gain, vote by vote, is more than {@link CrossValidation#SURE} times its own standard error;
 *   <li>every corner of what there is to see is pinned down to {@link #MAX_DEVIATION_PX} px: nothing
 *       is made up under clouds.
 * </ul>
 *
 * @param model what was chosen; never {@link ShiftModel#AUTO}
 * @param nonRigid the displacement in pixels of the reference, 0 at the middle of the frame
 */
public record ModelSelection(ShiftModel model, Displacement nonRigid) {
  private static final double MAX_DEVIATION_PX = 0.25;

  /** Less than this is not worth a resampling that is no copy, pixels over the frame. */
  private static final double MIN_NON_RIGID_PX = 0.04;

  /** A lattice has a coefficient for so many windows, or a fifth of the frame if that is more. */
  private static final double WINDOWS_A_STEP = 2.5;

  private static final double[] STIFFNESS = {1000, 100, 10};
  private static final int MIN_VOTES = 12;

  public static final ModelSelection TRANSLATION =
      new ModelSelection(ShiftModel.TRANSLATION, Displacement.NONE);

  /**
   * Chooses.
   *
   * @param requested the only model to take, where the votes determine it; or AUTO
   * @param area where the field has to be known, pixels of the reference
   * @param middleX where the nonRigid is 0, pixels of the reference
   * @param middleY the same, down
   */
  public static ModelSelection of(
      LocalVotes local,
      RobustTranslation fit,
      ShiftModel requested,
      PixelRect area,
      double middleX,
      double middleY) {
    List<Vote> votes = local.votes();
    boolean even = requested == ShiftModel.AUTO && fit.residual() < MIN_NON_RIGID_PX;
    if (requested == ShiftModel.TRANSLATION || even || votes.size() < MIN_VOTES) {
      return TRANSLATION;
    }
    CrossValidation validation = new CrossValidation(local, fit, area);
    CrossValidation.Result best = validation.translation();
    List<CrossValidation.Result> richer = new ArrayList<>();
    if (requested != ShiftModel.LOCAL) {
      richer.add(validation.trial(ShiftModel.AFFINE, FieldBasis.affine(area)));
    }
    if (requested != ShiftModel.AFFINE) {
      double step =
          Math.max(
              WINDOWS_A_STEP * local.windowSize(), Math.max(area.width(), area.height()) / 5.0);
      for (double stiffness : STIFFNESS) {
        FieldBasis lattice = FieldBasis.lattice(area, step, stiffness);
        richer.add(validation.trial(ShiftModel.LOCAL, lattice));
      }
    }
    boolean free = requested == ShiftModel.AUTO;
    for (CrossValidation.Result trial : richer) {
      boolean first = !free && best.isTranslation();
      if (first || trial.isBetterThan(best)) {
        Optional<ModelSelection> choice = whole(trial, votes, fit, area, free);
        if (choice.isPresent()) {
          best = trial;
        }
      }
    }
    return best.isTranslation()
        ? TRANSLATION
        : whole(best, votes, fit, area, free)
            .map(choice -> choice.zeroAt(middleX, middleY))
            .orElse(TRANSLATION);
  }

  /** The model fitted to all votes; empty if they do not determine it or it says nothing new. */
  private static Optional<ModelSelection> whole(
      CrossValidation.Result trial, List<Vote> votes, RobustTranslation fit, PixelRect area, boolean free) {
    return RobustField.fit(votes, trial.basis(), fit.x(), fit.y(), area)
        .filter(field -> field.worstDeviation() < MAX_DEVIATION_PX)
        .map(field -> centred(field.field(), area))
        .filter(nonRigid -> !free || size(nonRigid, area) > MIN_NON_RIGID_PX)
        .map(nonRigid -> new ModelSelection(trial.model(), nonRigid));
  }

  private ModelSelection zeroAt(double x, double y) {
    return new ModelSelection(model, nonRigid.zeroAt(x, y));
  }

  private static Displacement centred(Displacement field, PixelRect area) {
    return field.zeroAt(area.column() + area.width() / 2.0, area.row() + area.height() / 2.0);
  }

  /** The largest displacement in x or y over a nine by nine lattice of an area, pixels. */
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

  /** Root mean square over a nine by nine lattice of an area. */
  private static double size(Displacement nonRigid, PixelRect area) {
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

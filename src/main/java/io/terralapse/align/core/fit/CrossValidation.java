package io.terralapse.align.core.fit;

import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.correlation.Vote;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cross-validation of displacement models (Stone 1974, J. R. Stat. Soc. B 36). Votes are divided
 * into {@link #FOLDS} folds in spatial blocks, so that overlapping windows are mostly in one fold.
 * Immutable.
 */
final class CrossValidation {
  /** Share of the votes, the best-fitting ones, over which the loss has to decrease. */
  static final double BEST_FITTING_SHARE = 0.7;

  /** Standard errors that the mean gain has to exceed. */
  static final double MIN_GAIN_SIGMAS = 3;

  private static final int FOLDS = 5;

  /** Largest ratio of the loss of the richer model to that of the simpler one. */
  private static final double MAX_LOSS_RATIO = 0.9;

  /** Side of a block, windows. */
  private static final double BLOCK_WINDOWS = 1.5;

  /** Residuals are clipped here, in standard deviations of the vote. */
  private static final double MAX_RESIDUAL = 25;

  /** Loss of every vote in a fold whose model could not be fitted. */
  private static final double FAILED = MAX_RESIDUAL * MAX_RESIDUAL;

  private final LocalVotes local;
  private final RobustTranslation fit;
  private final PixelRect area;

  /**
   * @param fit the translation from which fields are fitted
   * @param area compared area, pixels of the reference
   */
  CrossValidation(LocalVotes local, RobustTranslation fit, PixelRect area) {
    this.local = local;
    this.fit = fit;
    this.area = area;
  }

  /** A model and its losses on hold-out votes. */
  static final class Result {
    private final ShiftModel model;
    private final Optional<FieldBasis> basis;
    private final double[] losses;
    private final double independence;

    private Result(
        ShiftModel model, Optional<FieldBasis> basis, double[] losses, double independence) {
      this.model = model;
      this.basis = basis;
      this.losses = losses;
      this.independence = independence;
    }

    ShiftModel model() {
      return model;
    }

    boolean isTranslation() {
      return basis.isEmpty();
    }

    /** The basis functions of a model other than a translation. */
    FieldBasis basis() {
      return basis.orElseThrow();
    }

    /** Whether this model fits hold-out votes significantly better than a simpler one. */
    boolean isBetterThan(Result simpler) {
      double sum = 0;
      double squares = 0;
      int n = losses.length;
      for (int i = 0; i < n; i++) {
        double gain = simpler.losses[i] - losses[i];
        sum += gain;
        squares += gain * gain;
      }
      double mean = sum / n;
      double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n * independence));
      return mean > MIN_GAIN_SIGMAS * error
          && trimmed(losses) < MAX_LOSS_RATIO * trimmed(simpler.losses);
    }

    private static double trimmed(double[] losses) {
      double[] sorted = losses.clone();
      Arrays.sort(sorted);
      int n = (int) Math.ceil(BEST_FITTING_SHARE * sorted.length);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += sorted[i];
      }
      return sum / n;
    }
  }

  /** Evaluates the same shift everywhere. */
  Result translation() {
    return evaluate(ShiftModel.TRANSLATION, Optional.empty());
  }

  /** Evaluates a richer model. */
  Result evaluate(ShiftModel model, FieldBasis basis) {
    return evaluate(model, Optional.of(basis));
  }

  private Result evaluate(ShiftModel model, Optional<FieldBasis> basis) {
    List<Vote> votes = local.votes();
    double[] losses = new double[votes.size()];
    double[] at = new double[2];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Vote> training = new ArrayList<>();
      for (Vote vote : votes) {
        if (fold(vote) != fold) {
          training.add(vote);
        }
      }
      Optional<Displacement> field =
          basis.isEmpty()
              ? RobustTranslation.fit(training, local.independence())
                  .map(t -> Displacement.translation(t.x(), t.y()))
              : RobustField.fit(training, basis.get(), fit.x(), fit.y(), area)
                  .map(RobustField::field);
      for (int i = 0; i < losses.length; i++) {
        Vote vote = votes.get(i);
        if (fold(vote) == fold) {
          field.orElse(Displacement.NONE).at(vote.centreX(), vote.centreY(), at);
          double u = vote.length(vote.x() - at[0], vote.y() - at[1]);
          losses[i] =
              field.isPresent() ? Math.min(MAX_RESIDUAL, u) * Math.min(MAX_RESIDUAL, u) : FAILED;
        }
      }
    }
    return new Result(model, basis, losses, local.independence());
  }

  private int fold(Vote vote) {
    double block = BLOCK_WINDOWS * local.windowSize();
    int column = (int) Math.floor(vote.centreX() / block);
    int row = (int) Math.floor(vote.centreY() / block);
    return (column + 2 * row) % FOLDS;
  }
}

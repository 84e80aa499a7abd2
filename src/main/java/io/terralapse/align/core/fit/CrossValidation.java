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
 * How well models tell votes that they were not fitted to: cross-validation (Stone 1974, J. R.
 * Stat. Soc. B 36). Votes are dealt into {@link #FOLDS} parts, block by block, so that windows that
 * overlap mostly fall together. Immutable.
 */
final class CrossValidation {
  /** Share of the votes, the best told, that have to gain. */
  static final double TOLD = 0.7;

  /** Standard errors that a gain has to exceed. */
  static final double SURE = 3;

  private static final int FOLDS = 5;
  private static final double BETTER = 0.9;
  private static final double BLOCK_WINDOWS = 1.5;

  /** Losses stop growing here, in a vote's own standard deviations. */
  private static final double FURTHEST = 25;

  private static final double FAILED = FURTHEST * FURTHEST;

  private final LocalVotes local;
  private final RobustTranslation fit;
  private final PixelRect area;

  /**
   * @param area where the field has to be known, pixels of the reference
   */
  CrossValidation(LocalVotes local, RobustTranslation fit, PixelRect area) {
    this.local = local;
    this.fit = fit;
    this.area = area;
  }

  /** A model and its losses on votes that it has not seen. */
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

    /** The functions of a model that is more than a translation. */
    FieldBasis basis() {
      return basis.orElseThrow();
    }

    /** Whether this model tells most votes clearly better than a simpler one. */
    boolean isBetterThan(Result plain) {
      double sum = 0;
      double squares = 0;
      int n = losses.length;
      for (int i = 0; i < n; i++) {
        double gain = plain.losses[i] - losses[i];
        sum += gain;
        squares += gain * gain;
      }
      double mean = sum / n;
      double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n * independence));
      return mean > SURE * error && trimmed(losses) < BETTER * trimmed(plain.losses);
    }

    private static double trimmed(double[] losses) {
      double[] sorted = losses.clone();
      Arrays.sort(sorted);
      int n = (int) Math.ceil(TOLD * sorted.length);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += sorted[i];
      }
      return sum / n;
    }
  }

  /** The same shift everywhere. */
  Result translation() {
    return trial(ShiftModel.TRANSLATION, Optional.empty());
  }

  /** A richer model. */
  Result trial(ShiftModel model, FieldBasis basis) {
    return trial(model, Optional.of(basis));
  }

  private Result trial(ShiftModel model, Optional<FieldBasis> basis) {
    List<Vote> votes = local.votes();
    double[] losses = new double[votes.size()];
    double[] at = new double[2];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Vote> seen = new ArrayList<>();
      for (Vote vote : votes) {
        if (fold(vote) != fold) {
          seen.add(vote);
        }
      }
      Optional<Displacement> field =
          basis.isEmpty()
              ? RobustTranslation.fit(seen, local.independence())
                  .map(t -> Displacement.translation(t.x(), t.y()))
              : RobustField.fit(seen, basis.get(), fit.x(), fit.y(), area).map(RobustField::field);
      for (int i = 0; i < losses.length; i++) {
        Vote vote = votes.get(i);
        if (fold(vote) == fold) {
          field.orElse(Displacement.NONE).at(vote.centreX(), vote.centreY(), at);
          double u = vote.length(vote.x() - at[0], vote.y() - at[1]);
          losses[i] = field.isPresent() ? Math.min(FURTHEST, u) * Math.min(FURTHEST, u) : FAILED;
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

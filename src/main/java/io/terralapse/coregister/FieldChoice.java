package io.terralapse.coregister;

import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the displacement varies over the frame, if it does: a translation unless votes that were kept
 * out of the fit say otherwise.
 *
 * <p>The votes are dealt into {@link #FOLDS} parts, block by block, so that windows that overlap
 * fall together. Every model is fitted to all parts but one and asked for the votes of the one that
 * it has not seen (cross-validation: Stone 1974, J. R. Stat. Soc. B 36). A richer model is taken
 * only if it tells those votes clearly better, in three ways at once:
 *
 * <ul>
 *   <li>the mean square over the {@link #TOLD} best told votes falls by a tenth: most of the frame
 *       gains, not one corner where something moved for itself;
 *   <li>the gain, vote by vote, is more than {@link #SURE} times its own standard error;
 *   <li>every corner of the frame is pinned down to {@link #MOST_DEVIATION} px: nothing is made up
 *       under clouds.
 * </ul>
 *
 * @param model what was chosen; never {@link ShiftModel#AUTO}
 * @param shape the displacement in pixels of the reference, 0 at the middle of the frame
 */
record FieldChoice(ShiftModel model, Displacement shape) {
  private static final int FOLDS = 5;
  private static final double TOLD = 0.7;
  private static final double BETTER = 0.9;
  private static final double SURE = 3;
  private static final double MOST_DEVIATION = 0.25;

  /** Less than this is not worth a resampling that is no copy, pixels over the frame. */
  private static final double LEAST_SHAPE = 0.03;

  /** A lattice has a coefficient for so many windows, or a fifth of the frame if that is more. */
  private static final double WINDOWS_A_STEP = 2.5;

  private static final double[] STIFFNESS = {1000, 100, 10};
  private static final double FURTHEST = 5;
  private static final int LEAST_VOTES = 12;

  static final FieldChoice PLAIN = new FieldChoice(ShiftModel.TRANSLATION, Displacement.NONE);

  /** A model on trial: its basis (null for a translation) and its losses on unseen votes. */
  private record Trial(ShiftModel model, Optional<FieldBasis> basis, double[] losses) {}

  /**
   * Chooses.
   *
   * @param asked the only model to take, where the votes determine it; or AUTO
   */
  static FieldChoice of(
      LocalVotes local, RobustTranslation fit, ShiftModel asked, double width, double height) {
    List<Vote> votes = local.votes();
    if (asked == ShiftModel.TRANSLATION || votes.size() < LEAST_VOTES) {
      return PLAIN;
    }
    double block = 1.5 * local.windowSize();
    Trial best = trial(ShiftModel.TRANSLATION, Optional.empty(), local, fit, block, width, height);
    List<Trial> richer = new ArrayList<>();
    if (asked != ShiftModel.LOCAL) {
      FieldBasis affine = FieldBasis.affine(width, height);
      richer.add(trial(ShiftModel.AFFINE, Optional.of(affine), local, fit, block, width, height));
    }
    if (asked != ShiftModel.AFFINE) {
      double step = Math.max(WINDOWS_A_STEP * local.windowSize(), Math.max(width, height) / 5);
      for (double stiffness : STIFFNESS) {
        FieldBasis lattice = FieldBasis.lattice(width, height, step, stiffness);
        richer.add(trial(ShiftModel.LOCAL, Optional.of(lattice), local, fit, block, width, height));
      }
    }
    boolean free = asked == ShiftModel.AUTO;
    for (Trial trial : richer) {
      boolean first = !free && best.basis().isEmpty();
      if (first || isBetter(trial, best, local.independence())) {
        Optional<FieldChoice> choice = whole(trial, votes, fit, width, height, free);
        if (choice.isPresent()) {
          best = trial;
        }
      }
    }
    return best.basis().isEmpty()
        ? PLAIN
        : whole(best, votes, fit, width, height, free).orElse(PLAIN);
  }

  /** The model fitted to all votes; empty if they do not determine it or it says nothing new. */
  private static Optional<FieldChoice> whole(
      Trial trial,
      List<Vote> votes,
      RobustTranslation fit,
      double width,
      double height,
      boolean free) {
    return RobustField.fit(votes, trial.basis().orElseThrow(), fit.x(), fit.y(), width, height)
        .filter(field -> field.worstDeviation() < MOST_DEVIATION)
        .map(field -> field.field().zeroAt(width / 2, height / 2))
        .filter(shape -> !free || size(shape, width, height) > LEAST_SHAPE)
        .map(shape -> new FieldChoice(trial.model(), shape));
  }

  private static Trial trial(
      ShiftModel model,
      Optional<FieldBasis> basis,
      LocalVotes local,
      RobustTranslation fit,
      double block,
      double width,
      double height) {
    List<Vote> votes = local.votes();
    double[] losses = new double[votes.size()];
    double[] at = new double[2];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Vote> seen = new ArrayList<>();
      for (Vote vote : votes) {
        if (fold(vote, block) != fold) {
          seen.add(vote);
        }
      }
      Optional<Displacement> field =
          basis.isEmpty()
              ? RobustTranslation.fit(seen, local.independence())
                  .map(t -> Displacement.translation(t.x(), t.y()))
              : RobustField.fit(seen, basis.get(), fit.x(), fit.y(), width, height)
                  .map(RobustField::field);
      for (int i = 0; i < losses.length; i++) {
        Vote vote = votes.get(i);
        if (fold(vote, block) == fold) {
          field.orElse(Displacement.NONE).at(vote.centreX(), vote.centreY(), at);
          double u = vote.length(vote.x() - at[0], vote.y() - at[1]);
          double most = FURTHEST / Vote.LOCAL_SPREAD * 0.3;
          losses[i] = field.isPresent() ? Math.min(most * most, u * u) : most * most;
        }
      }
    }
    return new Trial(model, basis, losses);
  }

  private static int fold(Vote vote, double block) {
    int column = (int) Math.floor(vote.centreX() / block);
    int row = (int) Math.floor(vote.centreY() / block);
    return (column + 2 * row) % FOLDS;
  }

  private static boolean isBetter(Trial rich, Trial plain, double independence) {
    double sum = 0;
    double squares = 0;
    int n = rich.losses().length;
    for (int i = 0; i < n; i++) {
      double gain = plain.losses()[i] - rich.losses()[i];
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / n;
    double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n * independence));
    return mean > SURE * error && trimmed(rich.losses()) < BETTER * trimmed(plain.losses());
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

  /** The largest displacement in x or y over a nine by nine lattice of the frame, pixels. */
  static double largest(Displacement shape, double width, double height) {
    double[] at = new double[2];
    double most = 0;
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 9; column++) {
        shape.at(width * (column + 0.5) / 9, height * (row + 0.5) / 9, at);
        most = Math.max(most, Math.max(Math.abs(at[0]), Math.abs(at[1])));
      }
    }
    return most;
  }

  /** Root mean square over a nine by nine lattice of the frame. */
  private static double size(Displacement shape, double width, double height) {
    double[] at = new double[2];
    double sum = 0;
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 9; column++) {
        shape.at(width * (column + 0.5) / 9, height * (row + 0.5) / 9, at);
        sum += at[0] * at[0] + at[1] * at[1];
      }
    }
    return Math.sqrt(sum / 81);
  }
}

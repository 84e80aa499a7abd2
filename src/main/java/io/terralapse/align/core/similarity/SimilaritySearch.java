package io.terralapse.align.core.similarity;

import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.correlation.Vote;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.feature.GradientField;
import io.terralapse.align.core.fit.FieldBasis;
import io.terralapse.align.core.fit.RobustField;
import io.terralapse.align.core.fit.RobustTranslation;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds rotation, scale and shift between two images without a prior. Stateless.
 *
 * <ol>
 *   <li>The magnitude spectra of edge strength do not depend on the shift; on a logarithmic polar
 *       grid, rotation and scale are shifts (Reddy and Chatterji 1996, IEEE Trans. Image Processing
 *       5(8)). Their correlation proposes candidates ({@link PolarSpectrum}), at a fine resolution,
 *       where the content repeats less, and at a coarse one, which is less sensitive to noise.
 *   <li>Every candidate, and the one rotated by a further 180 degrees, is evaluated at the coarse
 *       resolution: the target's orientations are resampled and correlated with the reference's at
 *       every shift. The best few are refined by a local search.
 *   <li>Level by level the local votes of windows refine them ({@link RobustField}) to full
 *       resolution, where the candidate with the most agreeing windows is selected.
 * </ol>
 *
 * <p>Of 24 pairs of real dates of farmland, rotated by any angle and scaled by up to a third, it
 * finds 23; with the coarse spectrum alone it found 17.
 *
 * <p>It only proposes: the result has to be measured and accepted or refused like any other edge.
 */
public final class SimilaritySearch {
  /** Shifts are searched on the finest pyramid level that fits into this square, pixels. */
  private static final int COARSE_SIDE = 170;

  /**
   * Spectra are computed on that level and on the finest one that fits into this square, pixels.
   */
  private static final int SPECTRUM_SIDE = 1024;

  /** The largest searched shift between the image centres is the longer side divided by this. */
  private static final int SHIFT_DIVISOR = 4;

  /** Candidates taken from each pair of spectra. */
  private static final int CANDIDATES = 8;

  /** Candidates that are refined. */
  private static final int REFINED_CANDIDATES = 2;

  /** Initial steps of the local search. */
  private static final double INITIAL_ANGLE_STEP = Math.toRadians(2);

  private static final double INITIAL_SCALE_STEP = 0.03;

  /** The local search changes the shift by at most this much in one step, coarse pixels. */
  private static final int NEAR_SHIFT = 3;

  /** Iterations of the local search. */
  private static final int SEARCH_ITERATIONS = 4;

  /** Iterations of the refinement by local votes, per pyramid level. */
  private static final int REFINEMENTS = 3;

  private SimilaritySearch() {}

  /**
   * The linear displacement field between two images, common coordinates, alignment pixels: content
   * at p in the reference is at p + d(p) in the target.
   *
   * @return empty if no windows agree with any candidate
   */
  public static Optional<Displacement> find(AlignmentImage reference, AlignmentImage target) {
    int level = level(reference, target, COARSE_SIDE);
    GradientField from = reference.level(level);
    GradientField to = target.level(level);
    int fine = Math.min(level, level(reference, target, SPECTRUM_SIDE));
    List<double[]> proposals = propose(reference.level(fine), target.level(fine));
    if (fine < level) {
      proposals.addAll(propose(from, to));
    }
    Similarity found = Similarity.IDENTITY;
    int most = 0;
    for (Similarity start : coarse(from.trimmed(), to.trimmed(), proposals)) {
      Similarity end = refined(reference, target, level, untrimmed(start, from, to));
      int agreeing = agreeing(reference.level(0), target.level(0), end);
      if (agreeing > most) {
        most = agreeing;
        found = end;
      }
    }
    if (most == 0) {
      return Optional.empty();
    }
    // From pixel coordinates of the frames to common coordinates.
    Displacement own = found.displacement();
    Displacement common =
        own.onRaster(-reference.offsetX(), -reference.offsetY(), 1)
            .plus(
                Displacement.translation(
                    target.offsetX() - reference.offsetX(),
                    target.offsetY() - reference.offsetY()));
    return Optional.of(common);
  }

  /**
   * Shifts between two images of one scale without rotation that correlate best, to about a pixel
   * of the resolution at which they are searched.
   *
   * @param maxShift largest shift in x or y, alignment pixels
   * @param most number of shifts
   * @return how far content of the target is from the reference's, common coordinates; best first,
   *     may be empty
   */
  public static List<Displacement> findShifts(
      AlignmentImage reference, AlignmentImage target, double maxShift, int most) {
    int level = level(reference, target, COARSE_SIDE);
    GradientField from = reference.level(level).trimmed();
    GradientField to = target.level(level);
    PixelRect area = reference.level(level).validArea;
    int scale = 1 << level;
    int margin = (int) Math.ceil(maxShift / scale);
    int width = from.width + 2 * margin;
    int height = from.height + 2 * margin;
    Similarity wide = new Similarity(1, 0, area.column() - margin, area.row() - margin);
    ShiftCorrelation shifts = new ShiftCorrelation(from, Fourier.sideFor(Math.max(width, height)));
    return shifts.peaks(ResampledField.of(to, wide, width, height), margin, most).stream()
        .map(
            peak ->
                Displacement.translation(
                    peak[0] * scale + target.offsetX() - reference.offsetX(),
                    peak[1] * scale + target.offsetY() - reference.offsetY()))
        .toList();
  }

  /** The finest pyramid level on which the valid areas of both fit into a square. */
  private static int level(AlignmentImage reference, AlignmentImage target, int side) {
    int levels = Math.min(reference.levels(), target.levels());
    int level = 0;
    while (level < levels - 1 && longest(reference.level(level), target.level(level)) > side) {
      level++;
    }
    return level;
  }

  private static int longest(GradientField a, GradientField b) {
    return Math.max(
        Math.max(a.validArea.width(), a.validArea.height()),
        Math.max(b.validArea.width(), b.validArea.height()));
  }

  private static List<double[]> propose(GradientField reference, GradientField target) {
    return new ArrayList<>(
        PolarSpectrum.propose(reference.trimmed(), target.trimmed(), CANDIDATES));
  }

  private record Scored(Similarity similarity, double score) {}

  /** Converts a similarity between trimmed fields to one between the full fields. */
  private static Similarity untrimmed(Similarity s, GradientField from, GradientField to) {
    return new Similarity(
        s.a(),
        s.b(),
        s.x(-from.validArea.column(), -from.validArea.row()) + to.validArea.column(),
        s.y(-from.validArea.column(), -from.validArea.row()) + to.validArea.row());
  }

  /** The best similarities of two fields of moderate size, best first. */
  private static List<Similarity> coarse(
      GradientField reference, GradientField target, List<double[]> proposals) {
    int most = longest(reference, target);
    ShiftCorrelation shifts =
        new ShiftCorrelation(reference, Fourier.sideFor(most + 2 * (most / SHIFT_DIVISOR)));
    List<Scored> candidates = new ArrayList<>();
    candidates.add(scored(shifts, target, 1, 0));
    for (double[] proposal : proposals) {
      for (double half = 0; half < 4; half += Math.PI) {
        candidates.add(scored(shifts, target, proposal[0], proposal[1] + half));
      }
    }
    Comparator<Scored> best = Comparator.comparingDouble(Scored::score).reversed();
    List<Scored> selected =
        new ArrayList<>(candidates.stream().sorted(best).limit(REFINED_CANDIDATES).toList());
    // The best candidate of the spectra is always refined, whatever its coarse score.
    candidates.stream()
        .skip(1)
        .limit(2)
        .min(best)
        .filter(one -> !selected.contains(one))
        .ifPresent(selected::add);
    return selected.stream()
        .filter(one -> one.score() > 0)
        .map(one -> locallyRefined(one, shifts, target))
        .toList();
  }

  /** The best rotation and scale near a candidate. */
  private static Similarity locallyRefined(
      Scored start, ShiftCorrelation shifts, GradientField target) {
    Scored best = start;
    double angleStep = INITIAL_ANGLE_STEP;
    double scaleStep = INITIAL_SCALE_STEP;
    for (int iteration = 0; iteration < SEARCH_ITERATIONS; iteration++) {
      Similarity centre = best.similarity();
      double scale = centre.scale();
      double angle = StrictMath.atan2(centre.b(), centre.a());
      for (int i = -1; i <= 1; i++) {
        for (int k = -1; k <= 1; k++) {
          if (i != 0 || k != 0) {
            best = better(best, shifts, target, scale * (1 + i * scaleStep), angle + k * angleStep);
          }
        }
      }
      if (best.similarity().equals(centre)) {
        angleStep /= 2;
        scaleStep /= 2;
      }
    }
    return best.similarity();
  }

  /** Of the best candidate and one with another rotation or scale and nearly the same shift. */
  private static Scored better(
      Scored best, ShiftCorrelation shifts, GradientField target, double scale, double angle) {
    double midX = shifts.width() / 2.0;
    double midY = shifts.height() / 2.0;
    Similarity rotation = Similarity.of(scale, angle, 0, 0);
    Similarity centred =
        new Similarity(
            rotation.a(),
            rotation.b(),
            best.similarity().x(midX, midY) - rotation.x(midX, midY),
            best.similarity().y(midX, midY) - rotation.y(midX, midY));
    GradientField resampled =
        ResampledField.of(
            target,
            widened(centred, NEAR_SHIFT),
            shifts.width() + 2 * NEAR_SHIFT,
            shifts.height() + 2 * NEAR_SHIFT);
    double[] peak = shifts.directPeak(resampled, NEAR_SHIFT);
    return peak[2] > best.score() ? shifted(centred, peak) : best;
  }

  /** The similarity from a frame that is larger on all sides by a margin. */
  private static Similarity widened(Similarity s, int margin) {
    return new Similarity(s.a(), s.b(), s.x(-margin, -margin), s.y(-margin, -margin));
  }

  /** A similarity after a shift {x, y, score} in the reference. */
  private static Scored shifted(Similarity s, double[] peak) {
    return new Scored(
        new Similarity(s.a(), s.b(), s.x(peak[0], peak[1]), s.y(peak[0], peak[1])), peak[2]);
  }

  /** The best shift for a rotation and scale about the centre of the target. */
  private static Scored scored(
      ShiftCorrelation shifts, GradientField target, double scale, double angle) {
    Similarity rotation = Similarity.of(scale, angle, 0, 0);
    int width = shifts.width();
    int height = shifts.height();
    double midX = width / 2.0;
    double midY = height / 2.0;
    Similarity centred =
        new Similarity(
            rotation.a(),
            rotation.b(),
            target.width / 2.0 - rotation.x(midX, midY),
            target.height / 2.0 - rotation.y(midX, midY));
    // Resampled with a margin, so that shifted content is available.
    int margin = Math.max(width, height) / SHIFT_DIVISOR;
    GradientField resampled =
        ResampledField.of(
            target, widened(centred, margin), width + 2 * margin, height + 2 * margin);
    return shifted(centred, shifts.peak(resampled, margin));
  }

  /** Refines a similarity by local votes from a pyramid level down to level 0. */
  private static Similarity refined(
      AlignmentImage reference, AlignmentImage target, int level, Similarity start) {
    Similarity found = start;
    for (int at = level; at >= 0; at--) {
      for (int i = 0; i < REFINEMENTS; i++) {
        found = refined(reference.level(at), target.level(at), found).orElse(found);
      }
      found = at > 0 ? found.finer(2) : found;
    }
    return found;
  }

  /** The number of windows that agree with a similarity. */
  private static int agreeing(GradientField reference, GradientField target, Similarity with) {
    GradientField resampled = ResampledField.of(target, with, reference.width, reference.height);
    LocalVotes votes = LocalVotes.collect(reference, resampled, 0, 0, Displacement.NONE);
    int agreeing = 0;
    for (Vote vote : votes.votes()) {
      agreeing += Math.hypot(vote.x(), vote.y()) < RobustTranslation.CLUSTER_RADIUS ? 1 : 0;
    }
    return agreeing;
  }

  /** One refinement on one level; empty if the votes do not determine an affine map. */
  private static Optional<Similarity> refined(
      GradientField reference, GradientField target, Similarity now) {
    GradientField resampled = ResampledField.of(target, now, reference.width, reference.height);
    LocalVotes votes = LocalVotes.collect(reference, resampled, 0, 0, Displacement.NONE);
    PixelRect frame = new PixelRect(0, 0, reference.width, reference.height);
    FieldBasis affine = FieldBasis.affine(frame);
    return RobustTranslation.fit(votes.votes(), votes.independence())
        .flatMap(
            translation ->
                RobustField.fit(votes.votes(), affine, translation.x(), translation.y(), frame))
        .filter(field -> field.worstDeviation() < LocalVotes.RADIUS)
        .map(field -> now.after(centredSimilarity(field.field(), reference)));
  }

  /** The field without its shear about the middle of the frame. */
  private static Displacement centredSimilarity(Displacement d, GradientField frame) {
    double[] middle = new double[2];
    d.at(frame.width / 2.0, frame.height / 2.0, middle);
    double growth = (d.a() + d.d()) / 2;
    double rotation = (d.c() - d.b()) / 2;
    double x = frame.width / 2.0;
    double y = frame.height / 2.0;
    return new Displacement(
        middle[0] - (growth * x - rotation * y),
        middle[1] - (rotation * x + growth * y),
        growth,
        -rotation,
        rotation,
        growth,
        List.of());
  }
}

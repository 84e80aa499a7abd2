package io.terralapse.coregister;

import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds turn, size and shift between two pictures of which nothing is known. Stateless.
 *
 * <ol>
 *   <li>The spectra of where edges are, on a logarithmic polar grid, do not depend on the shift,
 *       and turn and size are shifts of them (Reddy and Chatterji 1996, IEEE Trans. Image
 *       Processing 5(8)). Their correlation proposes candidates ({@link PolarSpectrum}).
 *   <li>Every candidate, and its other half turn, is tried: the target's orientations are turned
 *       and correlated with the reference's at every shift. The best is climbed.
 *   <li>Level by level the local votes of windows refine it ({@link RobustField}), down to full
 *       size.
 * </ol>
 *
 * <p>It proposes, and does not judge: what it finds is to be measured and refused or accepted like
 * any other edge.
 */
public final class SimilaritySearch {
  /** The search runs on the pyramid level that fits into this square. */
  private static final int SIDE = 170;

  /** Shifts up to this part of the longer side are looked for, beyond that about the middles. */
  private static final int MARGIN = 4;

  private static final int CANDIDATES = 8;
  private static final double FIRST_ANGLE = Math.toRadians(2);
  private static final double FIRST_SCALE = 0.03;
  private static final int CLIMBS = 4;
  private static final int REFINEMENTS = 3;

  private SimilaritySearch() {}

  /**
   * The displacement field that brings the target onto the reference, common coordinates, alignment
   * pixels: content at p in the reference stands at p + d(p) in the target.
   *
   * @return empty if the pictures show nothing to go by
   */
  public static Optional<Displacement> find(AlignmentImage reference, AlignmentImage target) {
    int level = 0;
    int levels = Math.min(reference.levels(), target.levels());
    while (level < levels - 1 && longest(reference.level(level), target.level(level)) > SIDE) {
      level++;
    }
    Optional<Similarity> coarse = coarse(reference.level(level), target.level(level));
    if (coarse.isEmpty()) {
      return Optional.empty();
    }
    Similarity found = coarse.get();
    for (int at = level; at >= 0; at--) {
      for (int i = 0; i < REFINEMENTS; i++) {
        found = refined(reference.level(at), target.level(at), found).orElse(found);
      }
      found = at > 0 ? found.finer(2) : found;
    }
    // From the frames' own pixels to common coordinates.
    Displacement own = found.displacement();
    Displacement common =
        own.onRaster(-reference.offsetX(), -reference.offsetY(), 1)
            .plus(
                Displacement.translation(
                    target.offsetX() - reference.offsetX(),
                    target.offsetY() - reference.offsetY()));
    return Optional.of(common);
  }

  private static int longest(GradientField a, GradientField b) {
    return Math.max(
        Math.max(a.seen.width(), a.seen.height()), Math.max(b.seen.width(), b.seen.height()));
  }

  private record Scored(Similarity similarity, double score) {}

  private static Optional<Similarity> coarse(GradientField from, GradientField to) {
    return found(from.trimmed(), to.trimmed())
        .map(
            s ->
                new Similarity(
                    s.a(),
                    s.b(),
                    s.x(-from.seen.column(), -from.seen.row()) + to.seen.column(),
                    s.y(-from.seen.column(), -from.seen.row()) + to.seen.row()));
  }

  /** The best turn, size and shift of two fields of moderate size. */
  private static Optional<Similarity> found(GradientField reference, GradientField target) {
    int most = longest(reference, target);
    ShiftCorrelation shifts =
        new ShiftCorrelation(reference, Fourier.sideFor(most + 2 * (most / MARGIN)));
    List<double[]> proposals =
        new ArrayList<>(PolarSpectrum.propose(reference, target, CANDIDATES));
    proposals.add(new double[] {1, 0});
    Scored best = new Scored(Similarity.IDENTITY, 0);
    for (double[] proposal : proposals) {
      for (double half = 0; half < 4; half += Math.PI) {
        best = better(best, shifts, target, proposal[0], proposal[1] + half);
      }
    }
    double angleStep = FIRST_ANGLE;
    double scaleStep = FIRST_SCALE;
    for (int climb = 0; climb < CLIMBS && best.score() > 0; climb++) {
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
    return best.score() > 0 ? Optional.of(best.similarity()) : Optional.empty();
  }

  private static Scored better(
      Scored best, ShiftCorrelation shifts, GradientField target, double scale, double angle) {
    Scored found = scored(shifts, target, scale, angle);
    return found.score() > best.score() ? found : best;
  }

  /** The best shift for a turn and size about the target's middle. */
  private static Scored scored(
      ShiftCorrelation shifts, GradientField target, double scale, double angle) {
    Similarity turn = Similarity.of(scale, angle, 0, 0);
    int width = shifts.width();
    int height = shifts.height();
    double midX = width / 2.0;
    double midY = height / 2.0;
    Similarity centred =
        new Similarity(
            turn.a(),
            turn.b(),
            target.width / 2.0 - turn.x(midX, midY),
            target.height / 2.0 - turn.y(midX, midY));
    // Seen without cutting: what a shift brings into the frame must be there.
    int margin = Math.max(width, height) / MARGIN;
    Similarity wide =
        new Similarity(
            centred.a(), centred.b(), centred.x(-margin, -margin), centred.y(-margin, -margin));
    GradientField seen = TurnedField.of(target, wide, width + 2 * margin, height + 2 * margin);
    double[] peak = shifts.peak(seen, margin);
    return new Scored(
        new Similarity(
            centred.a(), centred.b(), centred.x(peak[0], peak[1]), centred.y(peak[0], peak[1])),
        peak[2]);
  }

  /** One step of local votes on a level; empty where they do not determine a map. */
  private static Optional<Similarity> refined(
      GradientField reference, GradientField target, Similarity now) {
    GradientField seen = TurnedField.of(target, now, reference.width, reference.height);
    LocalVotes votes = LocalVotes.collect(reference, seen, 0, 0, Displacement.NONE);
    PixelRect whole = new PixelRect(0, 0, reference.width, reference.height);
    FieldBasis affine = FieldBasis.affine(whole);
    return RobustTranslation.fit(votes.votes(), votes.independence())
        .flatMap(crowd -> RobustField.fit(votes.votes(), affine, crowd.x(), crowd.y(), whole))
        .filter(field -> field.worstDeviation() < LocalVotes.RADIUS)
        .map(field -> now.after(centredSimilarity(field.field(), reference)));
  }

  /** The field with its shear taken out about the middle of the frame. */
  private static Displacement centredSimilarity(Displacement d, GradientField frame) {
    double[] middle = new double[2];
    d.at(frame.width / 2.0, frame.height / 2.0, middle);
    double grow = (d.a() + d.d()) / 2;
    double turn = (d.c() - d.b()) / 2;
    double x = frame.width / 2.0;
    double y = frame.height / 2.0;
    return new Displacement(
        middle[0] - (grow * x - turn * y),
        middle[1] - (turn * x + grow * y),
        grow,
        -turn,
        turn,
        grow,
        List.of());
  }
}

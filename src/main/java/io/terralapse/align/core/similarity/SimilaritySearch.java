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
 * Finds turn, size and shift between two pictures of which nothing is known. Stateless.
 *
 * <ol>
 *   <li>The spectra of where edges are, on a logarithmic polar grid, do not depend on the shift,
 *       and turn and size are shifts of them (Reddy and Chatterji 1996, IEEE Trans. Image
 *       Processing 5(8)). Their correlation proposes candidates ({@link PolarSpectrum}), at a fine
 *       size, where the land repeats itself least, and at a coarse one, which noise leaves alone.
 *   <li>Every candidate, and its other half turn, is tried at the coarse size: the target's
 *       orientations are turned and correlated with the reference's at every shift. The best few
 *       are climbed.
 *   <li>Level by level the local votes of windows refine them ({@link RobustField}), down to full
 *       size, where the one that most windows agree with is taken.
 * </ol>
 *
 * <p>On 24 pairs of real dates of farmland, turned by any angle and grown or shrunk by up to a
 * third, it finds 23; with the coarse spectrum alone it found 17.
 *
 * <p>It proposes, and does not judge: what it finds is to be measured and refused or accepted like
 * any other edge.
 */
public final class SimilaritySearch {
  /** The search runs on the pyramid level that fits into this square. */
  private static final int SIDE = 170;

  /** Spectra are taken at that level too, and at the one that fits into this square. */
  private static final int SPECTRUM_SIDE = 1024;

  /** Shifts up to this part of the longer side are looked for, beyond that about the middles. */
  private static final int MARGIN = 4;

  private static final int CANDIDATES = 8;
  private static final int FOLLOWED = 2;
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
    int level = level(reference, target, SIDE);
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
      Similarity end = refined(reference, target, level, whole(start, from, to));
      int agreeing = agreeing(reference.level(0), target.level(0), end);
      if (agreeing > most) {
        most = agreeing;
        found = end;
      }
    }
    if (most == 0) {
      return Optional.empty();
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

  /** The finest pyramid level on which what is seen of both fits into a square. */
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
        Math.max(a.validArea.width(), a.validArea.height()), Math.max(b.validArea.width(), b.validArea.height()));
  }

  private static List<double[]> propose(GradientField reference, GradientField target) {
    return new ArrayList<>(
        PolarSpectrum.propose(reference.trimmed(), target.trimmed(), CANDIDATES));
  }

  private record Scored(Similarity similarity, double score) {}

  /** What was found of trimmed fields, for whole ones. */
  private static Similarity whole(Similarity s, GradientField from, GradientField to) {
    return new Similarity(
        s.a(),
        s.b(),
        s.x(-from.validArea.column(), -from.validArea.row()) + to.validArea.column(),
        s.y(-from.validArea.column(), -from.validArea.row()) + to.validArea.row());
  }

  /** The likeliest turns, sizes and shifts of two fields of moderate size, the best first. */
  private static List<Similarity> coarse(
      GradientField reference, GradientField target, List<double[]> proposals) {
    int most = longest(reference, target);
    ShiftCorrelation shifts =
        new ShiftCorrelation(reference, Fourier.sideFor(most + 2 * (most / MARGIN)));
    List<Scored> tried = new ArrayList<>();
    tried.add(scored(shifts, target, 1, 0));
    for (double[] proposal : proposals) {
      for (double half = 0; half < 4; half += Math.PI) {
        tried.add(scored(shifts, target, proposal[0], proposal[1] + half));
      }
    }
    Comparator<Scored> best = Comparator.comparingDouble(Scored::score).reversed();
    List<Scored> followed = new ArrayList<>(tried.stream().sorted(best).limit(FOLLOWED).toList());
    // What the spectra like best is followed even where a coarse look does not like it.
    tried.stream()
        .skip(1)
        .limit(2)
        .min(best)
        .filter(one -> !followed.contains(one))
        .ifPresent(followed::add);
    return followed.stream()
        .filter(one -> one.score() > 0)
        .map(one -> climbed(one, shifts, target))
        .toList();
  }

  /** The best turn and size near one. */
  private static Similarity climbed(Scored start, ShiftCorrelation shifts, GradientField target) {
    Scored best = start;
    double angleStep = FIRST_ANGLE;
    double scaleStep = FIRST_SCALE;
    for (int climb = 0; climb < CLIMBS; climb++) {
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
    GradientField seen = ResampledField.of(target, wide, width + 2 * margin, height + 2 * margin);
    double[] peak = shifts.peak(seen, margin);
    return new Scored(
        new Similarity(
            centred.a(), centred.b(), centred.x(peak[0], peak[1]), centred.y(peak[0], peak[1])),
        peak[2]);
  }

  /** Down the pyramid from a level, by the votes of windows. */
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

  /** How many windows agree with a similarity. */
  private static int agreeing(GradientField reference, GradientField target, Similarity with) {
    GradientField seen = ResampledField.of(target, with, reference.width, reference.height);
    LocalVotes votes = LocalVotes.collect(reference, seen, 0, 0, Displacement.NONE);
    int agreeing = 0;
    for (Vote vote : votes.votes()) {
      agreeing += Math.hypot(vote.x(), vote.y()) < RobustTranslation.CLUSTER_RADIUS ? 1 : 0;
    }
    return agreeing;
  }

  /** One step of local votes on a level; empty where they do not determine a map. */
  private static Optional<Similarity> refined(
      GradientField reference, GradientField target, Similarity now) {
    GradientField seen = ResampledField.of(target, now, reference.width, reference.height);
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

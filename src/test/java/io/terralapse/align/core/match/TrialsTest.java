package io.terralapse.align.core.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A thousand random pairs of dates with the disturbances that bias an estimator: clouds with and
 * without masks, wedges without data, gains, reversed contrast, snow, a lake that grows, fields
 * that change, moving ground, unrelated images. A wrong alignment is worse than none, so not one
 * may be accepted and wrong.
 *
 * <p>{@code -Dtrials.seed=N -Dtrials=N} draws others; the summary is in {@code target/trials.txt}.
 */
@Slow
class TrialsTest {
  private static final long SEED = Long.getLong("trials.seed", 20_261_123);
  private static final int TRIALS = Integer.getInteger("trials", 1000);
  private static final int W = 384;
  private static final int H = 320;
  private static final int MARGIN = 12;
  private static final int LARGEST = 5;
  private static final double WRONG_PX = 0.5;

  /** Frames drawn once: the unshifted year, and another year at a fraction of a pixel. */
  private record Land(SyntheticLand land, Frame still, List<Frame> moved, List<double[]> shifts) {}

  private record Outcome(
      long seed, boolean alignable, boolean accepted, double error, String all) {}

  private static Land land(long seed) {
    SyntheticLand land = new SyntheticLand(seed);
    Random random = new Random(seed);
    int w = W + 2 * MARGIN;
    int h = H + 2 * MARGIN;
    List<Frame> moved = new ArrayList<>();
    List<double[]> shifts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double[] shift = {random.nextDouble() - 0.5, random.nextDouble() - 0.5};
      moved.add(land.draw(w, h, shift[0], shift[1], 2 + i));
      shifts.add(shift);
    }
    return new Land(land, land.draw(w, h, 0, 0, 1), moved, shifts);
  }

  private static Frame cut(Frame from, int column, int row) {
    Frame part = new Frame(W, H, new float[1][W * H], new byte[W * H]);
    for (int y = 0; y < H; y++) {
      System.arraycopy(from.band(0), (row + y) * from.width() + column, part.band(0), y * W, W);
    }
    return part;
  }

  private static Outcome trial(List<Land> lands, long seed) {
    Random random = new Random(seed);
    Land land = lands.get(random.nextInt(lands.size()));
    int which = random.nextInt(land.moved().size());
    int wholeX = random.nextInt(2 * LARGEST + 1) - LARGEST;
    int wholeY = random.nextInt(2 * LARGEST + 1) - LARGEST;
    double dx = land.shifts().get(which)[0] + wholeX;
    double dy = land.shifts().get(which)[1] + wholeY;
    Frame a = cut(land.still(), MARGIN, MARGIN);
    Frame b = cut(land.moved().get(which), MARGIN - wholeX, MARGIN - wholeY);
    boolean alignable = true;
    boolean related = random.nextInt(20) > 0;
    Land other = lands.get((lands.indexOf(land) + 1) % lands.size());
    if (!related) {
      b = cut(other.still(), MARGIN, MARGIN);
      alignable = false;
    }
    if (random.nextInt(3) == 0) {
      // Independent motion or new content in up to a quarter of the frame.
      int x = random.nextInt(10) - 5;
      Frame strange =
          random.nextBoolean() && related
              ? cut(land.moved().get(which), MARGIN - wholeX + x % 7, MARGIN - wholeY - x % 5)
              : cut(other.still(), 2 * MARGIN, 0);
      paste(b, strange, random);
    }
    if (random.nextInt(4) == 0) {
      blob(b, random, 0.3 * random.nextDouble(), random.nextBoolean() ? 70 : 4000);
    }
    if (random.nextInt(3) == 0) {
      alignable &= wedge(random.nextBoolean() ? a : b, random) < 0.4;
    }
    if (random.nextBoolean()) {
      double share = 0.9 * random.nextDouble();
      land.land().addClouds(b, share, random.nextLong(), random.nextBoolean());
      alignable &= share < 0.4;
    }
    if (random.nextInt(3) == 0) {
      double share = 0.5 * random.nextDouble();
      land.land().addClouds(a, share, random.nextLong(), random.nextBoolean());
      alignable &= share < 0.2;
    }
    if (random.nextInt(5) == 0) {
      fragmentMask(b, random, 0.4 * random.nextDouble());
    }
    float gain = (float) (0.5 + random.nextDouble()) * (random.nextInt(4) == 0 ? -1 : 1);
    for (int i = 0; i < b.band(0).length; i++) {
      b.band(0)[i] = 9000 + gain * b.band(0)[i];
    }
    SyntheticLand.addNoise(a, 10 + 40 * random.nextDouble(), random.nextLong());
    SyntheticLand.addNoise(b, 10 + 40 * random.nextDouble(), random.nextLong());
    Edge e =
        new EdgeEstimator(8, RefusalThresholds.MIN_CONFIDENCE, ShiftModel.AUTO)
            .measure(AlignmentImage.of("a", a, 0, 0), AlignmentImage.of("b", b, 0, 0));
    double error = related ? worst(e, dx, dy) : Double.POSITIVE_INFINITY;
    return new Outcome(seed, alignable, e.accepted(), error, words(e, dx, dy));
  }

  private static String words(Edge e, double dx, double dy) {
    return String.format(
        Locale.ROOT,
        "true %.2f, %.2f, found %.2f, %.2f with %s of %d of %d windows, confidence %.2f %s",
        dx,
        dy,
        e.dxPx(),
        e.dyPx(),
        e.model(),
        e.votes(),
        e.tiePoints().size(),
        e.confidence(),
        e.reason());
  }

  /** The largest error of the displacement anywhere on the frame. */
  private static double worst(Edge e, double dx, double dy) {
    double worst = 0;
    double[] at = new double[2];
    for (int y = 0; y <= H; y += H / 4) {
      for (int x = 0; x <= W; x += W / 4) {
        e.nonRigid().at(x, y, at);
        worst = Math.max(worst, Math.hypot(e.dxPx() + at[0] - dx, e.dyPx() + at[1] - dy));
      }
    }
    return worst;
  }

  private static void paste(Frame onto, Frame from, Random random) {
    int w = W / 2 - random.nextInt(W / 4);
    int h = H / 2 - random.nextInt(H / 4);
    int left = random.nextInt(W - w);
    int top = random.nextInt(H - h);
    for (int y = top; y < top + h; y++) {
      System.arraycopy(from.band(0), y * W + left, onto.band(0), y * W + left, w);
    }
  }

  /** A fragmented mask, as of roofs or small cumulus clouds; the ground below is visible. */
  private static void fragmentMask(Frame frame, Random random, double share) {
    for (int covered = 0; covered < share * W * H; ) {
      int side = 1 + random.nextInt(12);
      int column = random.nextInt(W - side);
      int row = random.nextInt(H - side);
      for (int y = row; y < row + side; y++) {
        for (int x = column; x < column + side; x++) {
          frame.flags()[y * W + x] |= Flags.CLOUD;
        }
      }
      covered += side * side;
    }
  }

  /** A larger lake, or snow: a uniform area with a border. */
  private static void blob(Frame frame, Random random, double share, float value) {
    double radius = Math.sqrt(share * W * H / Math.PI);
    double x = random.nextDouble() * W;
    double y = random.nextDouble() * H;
    for (int i = 0; i < frame.band(0).length; i++) {
      double angle = Math.atan2(Math.floorDiv(i, W) - y, i % W - x);
      double here = radius * (1 + 0.2 * Math.sin(5 * angle) + 0.1 * Math.sin(11 * angle + 1));
      if (Math.hypot(i % W - x, Math.floorDiv(i, W) - y) < here) {
        frame.band(0)[i] = value;
      }
    }
  }

  /** Masks one side as nodata; returns the masked share. */
  private static double wedge(Frame frame, Random random) {
    int gone = 0;
    double slope = 2 * random.nextDouble() - 1;
    double from = W * (0.4 + 0.5 * random.nextDouble());
    for (int i = 0; i < frame.flags().length; i++) {
      if (i % W + slope * (Math.floorDiv(i, W) - H / 2.0) > from) {
        frame.flags()[i] = Flags.NODATA;
        frame.band(0)[i] = 0;
        gone++;
      }
    }
    return (double) gone / frame.flags().length;
  }

  @Test
  void noneOfAThousandIsAcceptedWithAWrongShift(TestReporter reporter) throws IOException {
    List<Land> lands = LongStream.range(0, 6).parallel().mapToObj(i -> land(SEED + i)).toList();
    Random seeds = new Random(SEED);
    List<Outcome> outcomes =
        LongStream.generate(seeds::nextLong).limit(TRIALS).boxed().toList().parallelStream()
            .map(seed -> trial(lands, seed))
            .toList();
    List<Outcome> wrong =
        outcomes.stream().filter(o -> o.accepted() && o.error() > WRONG_PX).toList();
    List<Outcome> alignable = outcomes.stream().filter(Outcome::alignable).toList();
    List<Outcome> missed = alignable.stream().filter(o -> !o.accepted()).toList();
    String summary =
        String.format(
            Locale.ROOT,
            "seed %d: %d trials, %d accepted, %d wrong; %d alignable, %d of them refused",
            SEED,
            TRIALS,
            outcomes.stream().filter(Outcome::accepted).count(),
            wrong.size(),
            alignable.size(),
            missed.size());
    reporter.publishEntry("trials", summary);
    Files.writeString(Path.of("target", "trials.txt"), summary + "\n");
    assertEquals(List.of(), wrong, summary);
    assertTrue(alignable.size() > 0.3 * TRIALS, summary);
    assertTrue(missed.size() <= 0.02 * alignable.size(), summary + " " + missed);
  }
}

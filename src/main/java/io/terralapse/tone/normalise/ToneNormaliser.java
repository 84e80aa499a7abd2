package io.terralapse.tone.normalise;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Displacement;
import io.terralapse.model.Quantity;
import io.terralapse.model.ToneCorrection;
import io.terralapse.run.Workers;
import io.terralapse.tone.Deflicker;
import io.terralapse.tone.ToneSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds a correction of tone for each date of a sequence, by relative radiometric normalisation.
 *
 * <p>In: a coarse image, a shift and a distribution of values of each date; the corrections of
 * published dates, which stay. Out: one correction per date. Where evidence is weak a date keeps
 * its values, or is matched by its dark and bright levels if that brings it nearer to the others;
 * the correction says which and why. Memory: a few images at a time. Deterministic.
 */
public final class ToneNormaliser {
  private static final String WORSE =
      "the correction that unchanged pixels ask for would move its dark, middle or bright level"
          + " away from those of the other dates, so it keeps its values.";

  /** More dates do not tell better which pixels are stable. */
  private static final int MOST_STABILITY_DATES = 64;

  private static final int VERIFICATIONS = 2;

  /** What remains has to be this part of what was, at most. */
  private static final double BETTER = 0.9;

  /** Differences of held-out pixels below this are not worth a correction. */
  private static final double EVEN = 0.004;

  /** Smaller changes of colour by plants are not worth a curve, log units. */
  private static final double LEAST_CAST = 0.02;

  private static final String CAST =
      "unchanged pixels and plants ask for these colours, bright ground does not: they are changed"
          + " by a curve that leaves black and white where they are.";

  private static final String NO_LEVELS =
      "; its dark and bright levels would not bring it nearer to them either, so it keeps its"
          + " values.";
  private static final String LEVELS =
      "; its dark and bright levels were brought near those of the other dates.";

  /** Reads the coarse image of a date. */
  @FunctionalInterface
  public interface ImageReader {
    /** The image of the date with an index, not aligned. */
    ToneImage read(int index) throws IOException;
  }

  /**
   * A date.
   *
   * @param displacement how far its content is from the reference, pixels of the frames' grid
   * @param levels its distribution of values
   * @param published the correction that it keeps; empty if it is to be found
   */
  public record Date(
      AcquisitionDate acquired,
      Displacement displacement,
      ToneSample levels,
      Optional<ToneCorrection> published) {}

  private final Deflicker mode;
  private final ToneDomain domain;
  private final int channels;
  private final ToneSolution.Limits limits;
  private final double mostLevelGain;
  private final boolean balanced;
  private final boolean display;
  private final boolean natural;
  private final List<Optional<PlantColour.Ratios>> plants = new ArrayList<>();

  /** Log gains with the colours that plants ask for, of dates that have no correction yet. */
  private final Map<Integer, double[]> castGains = new HashMap<>();

  private final List<Date> dates;
  private final AlignedImages images;

  /**
   * Prepares the normalisation of a sequence.
   *
   * @param quantity of the channels
   * @param trueColour whether they are red, green and blue
   * @param dates in order of time, at least one
   * @param gridWidth of the frames' grid, pixels
   */
  public ToneNormaliser(
      Deflicker mode,
      Quantity quantity,
      boolean trueColour,
      List<Date> dates,
      int gridWidth,
      ImageReader reader) {
    this.mode = mode;
    this.domain = ToneDomain.of(quantity);
    this.channels = dates.get(0).levels().bandCount();
    this.dates = List.copyOf(dates);
    boolean full = mode == Deflicker.FULL && !domain.decibels();
    this.display = quantity == Quantity.DISPLAY;
    this.limits =
        full
            ? new ToneSolution.Limits(true, Math.log(display ? 2 : 1.5), display, 0.6)
            : new ToneSolution.Limits(
                false,
                Math.log(display && dates.size() >= LevelLimit.LEAST_DATES ? 1.3 : 1.2),
                display,
                0);
    this.balanced = display && !full;
    this.natural = balanced && trueColour && channels == 3;
    this.mostLevelGain = display || full ? 1.6 : 1.2;
    this.images = new AlignedImages(this.dates, gridWidth, reader);
  }

  /**
   * The corrections.
   *
   * @param workers compare pairs of dates
   * @return one per date, in their order
   */
  public List<ToneCorrection> run(Workers workers) throws Exception {
    if (mode == Deflicker.OFF) {
      return dates.stream().map(date -> ToneCorrection.OFF).toList();
    }
    if (dates.stream().allMatch(date -> date.published().isPresent())) {
      return dates.stream().map(date -> date.published().get()).toList();
    }
    if (!domain.comparable()) {
      return keepAll("its channels are an index, whose values have a meaning of their own.");
    }
    if (dates.size() < 2) {
      return keepAll("there is no other date to compare it with.");
    }
    List<TonePairs.Pair> compared =
        TonePairs.of(dates.stream().map(Date::acquired).toList()).stream()
            .filter(pair -> isNew(pair.from()) || isNew(pair.to()))
            .toList();
    StablePixels.Result stable = stability(compared);
    findPlants();
    List<PairComparison.Result> results =
        workers.map(compared, pair -> compare(pair, stable.stable()));
    List<TonePair> pairs = results.stream().flatMap(result -> result.pair().stream()).toList();
    return decide(compared, results, pairs, stable);
  }

  private boolean isNew(int date) {
    return dates.get(date).published().isEmpty();
  }

  private List<ToneCorrection> keepAll(String reason) {
    return dates.stream()
        .map(date -> date.published().orElse(ToneCorrection.kept(channels, 0, reason)))
        .toList();
  }

  private StablePixels.Result stability(List<TonePairs.Pair> compared) throws IOException {
    TreeSet<Integer> involved = new TreeSet<>();
    for (TonePairs.Pair pair : compared) {
      involved.add(pair.from());
      involved.add(pair.to());
    }
    List<Integer> order = List.copyOf(involved);
    int n = Math.min(MOST_STABILITY_DATES, order.size());
    StablePixels pixels = new StablePixels(domain, limits.offsets());
    List<Integer> sample = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      sample.add(order.get((int) ((long) i * order.size() / n)));
      pixels.addToMean(images.get(sample.get(i)));
    }
    for (int date : sample) {
      pixels.addToVariance(images.get(date));
    }
    for (int date : sample) {
      pixels.addWithoutTone(images.get(date));
    }
    return pixels.finish();
  }

  private void findPlants() throws IOException {
    for (int d = 0; natural && d < dates.size(); d++) {
      plants.add(PlantColour.of(images.get(d)));
    }
  }

  private PairComparison.Result compare(TonePairs.Pair pair, boolean[] stable) throws IOException {
    return new PairComparison(domain, limits.offsets())
        .compare(pair.from(), images.get(pair.from()), pair.to(), images.get(pair.to()), stable);
  }

  /** Solves, and solves again without the dates that are not better for it. */
  private List<ToneCorrection> decide(
      List<TonePairs.Pair> compared,
      List<PairComparison.Result> results,
      List<TonePair> pairs,
      StablePixels.Result stable)
      throws IOException {
    double[][] logGain = new double[channels][dates.size()];
    double[][] offset = new double[channels][dates.size()];
    boolean[] rejected = new boolean[dates.size()];
    for (int d = 0; d < dates.size(); d++) {
      setKnown(d, dates.get(d).published(), logGain, offset);
    }
    ToneSolution solution = solve(pairs, logGain, offset);
    for (int round = 0; round < VERIFICATIONS; round++) {
      boolean again = false;
      for (int d = 0; d < dates.size(); d++) {
        double before = solution.heldOut(d, pairs, false);
        double after = solution.heldOut(d, pairs, true);
        if (isNew(d) && !rejected[d] && after > BETTER * before && before > EVEN) {
          rejected[d] = true;
          again = true;
          setKnown(d, Optional.of(ToneCorrection.kept(channels, 0, "")), logGain, offset);
        }
      }
      if (!again) {
        break;
      }
      solution = solve(pairs, logGain, offset);
    }
    return corrections(compared, results, pairs, solution, rejected, stable);
  }

  private ToneSolution solve(List<TonePair> pairs, double[][] logGain, double[][] offset) {
    ToneSolution solution = ToneSolution.of(dates.size(), channels, pairs, logGain, offset, limits);
    if (balanced) {
      List<ToneSample> levels = dates.stream().map(Date::levels).toList();
      for (int d = 0; d < dates.size(); d++) {
        if (isNew(d)) {
          double[] gains = solution.logGains(d);
          double[] measured = gains.clone();
          BrightTones.limit(gains, dates.get(d).levels(), levels);
          if (natural) {
            castGains.put(d, PlantColour.correct(d, plants, measured, gains));
          }
          solution.setLogGains(d, gains);
        }
      }
    }
    return solution;
  }

  /** Sets the numbers of a date that are known; NaN for one that is to be found. */
  private void setKnown(
      int date, Optional<ToneCorrection> known, double[][] logGain, double[][] offset) {
    for (int b = 0; b < channels; b++) {
      double gain = known.isPresent() ? known.get().gain().get(b) : Double.NaN;
      double shift = known.isPresent() ? known.get().offset().get(b) : Double.NaN;
      logGain[b][date] = domain.decibels() ? domain.log(shift) : Math.log(gain);
      offset[b][date] = domain.decibels() && known.isPresent() ? 0 : shift;
    }
  }

  private List<ToneCorrection> corrections(
      List<TonePairs.Pair> compared,
      List<PairComparison.Result> results,
      List<TonePair> pairs,
      ToneSolution solution,
      boolean[] rejected,
      StablePixels.Result stable)
      throws IOException {
    List<ToneCorrection> corrections = new ArrayList<>();
    List<ToneSample> sequence = new ArrayList<>();
    for (int d = 0; d < dates.size(); d++) {
      int date = d;
      List<TonePair> own =
          pairs.stream().filter(pair -> pair.from() == date || pair.to() == date).toList();
      ToneCorrection correction =
          isNew(d) ? measured(d, own, solution, rejected[d]) : dates.get(d).published().get();
      corrections.add(correction);
      if (!own.isEmpty() || !isNew(d)) {
        sequence.add(dates.get(d).levels().corrected(correction));
      }
    }
    if (sequence.size() < (dates.size() + 1) / 2) {
      // The levels of most dates are those of no correction.
      sequence = dates.stream().map(Date::levels).toList();
    }
    for (int d = 0; d < dates.size(); d++) {
      int date = d;
      boolean hasPair = pairs.stream().anyMatch(p -> p.from() == date || p.to() == date);
      if (isNew(d) && (!hasPair || rejected[d])) {
        ToneRefusal refusal = ToneRefusal.of(d, compared, results, rejected[d]);
        corrections.set(d, byLevels(d, refusal, sequence, stable));
      }
    }
    return corrections;
  }

  private ToneCorrection measured(
      int date, List<TonePair> own, ToneSolution solution, boolean rejected) {
    if (own.isEmpty() || rejected) {
      return ToneCorrection.kept(channels, 0, "");
    }
    List<Double> gain = new ArrayList<>();
    List<Double> offset = new ArrayList<>();
    for (int b = 0; b < channels; b++) {
      double log = solution.logGain()[b][date];
      gain.add(domain.gain(log));
      offset.add(domain.decibels() ? domain.offset(log) : solution.offset()[b][date]);
    }
    ToneCorrection correction =
        new ToneCorrection(
            limits.offsets() ? ToneCorrection.Method.FULL : ToneCorrection.Method.GAIN,
            gain,
            offset,
            domain.ceiling(),
            0,
            100 * own.stream().mapToDouble(TonePair::noChangeShare).average().orElse(0),
            solution.heldOut(date, own, true),
            "");
    return withoutCast(date, correction, own, solution)
        .orElseGet(() -> limited(date, correction, own));
  }

  /** The correction with the colours that unchanged pixels and plants ask for, if it is one. */
  private Optional<ToneCorrection> withoutCast(
      int date, ToneCorrection correction, List<TonePair> own, ToneSolution solution) {
    if (!castGains.containsKey(date)) {
      return Optional.empty();
    }
    double[] cast = castGains.get(date).clone();
    double[] straight = solution.logGains(date);
    double most = 0;
    for (int b = 0; b < channels; b++) {
      most = Math.max(most, Math.abs(cast[b] - straight[b]));
      cast[b] = Math.max(-limits.mostLogGain(), Math.min(limits.mostLogGain(), cast[b]));
    }
    if (most < LEAST_CAST) {
      return Optional.empty();
    }
    solution.setLogGains(date, cast);
    double residual = solution.heldOut(date, own, true);
    solution.setLogGains(date, straight);
    ToneCorrection curve =
        LevelLimit.curve(
            correction,
            Arrays.stream(cast).mapToObj(StrictMath::exp).toList(),
            dates.get(date).levels(),
            residual,
            CAST);
    return LevelLimit.of(curve, dates.get(date).levels(), allLevels());
  }

  private List<ToneSample> allLevels() {
    return dates.stream().map(Date::levels).filter(levels -> !levels.isEmpty()).toList();
  }

  /** As much of a correction as leaves the date no worse than it was. */
  private ToneCorrection limited(int date, ToneCorrection correction, List<TonePair> own) {
    ToneSample levels = dates.get(date).levels();
    if (display) {
      return LevelLimit.of(correction, levels, allLevels())
          .orElse(ToneCorrection.kept(channels, correction.noChangePercent(), WORSE));
    }
    List<ToneSample> compared =
        own.stream().map(pair -> dates.get(pair.from() + pair.to() - date).levels()).toList();
    return limits.offsets() ? DarkLevelLimit.of(correction, levels, compared) : correction;
  }

  private ToneCorrection byLevels(
      int date, ToneRefusal refusal, List<ToneSample> sequence, StablePixels.Result stable)
      throws IOException {
    double percent = 100 * refusal.share();
    ToneSample levels = dates.get(date).levels();
    if (domain.decibels() || levels.isEmpty() || sequence.size() < 3) {
      return ToneCorrection.kept(channels, percent, refusal.reason() + ", so it keeps its values.");
    }
    ToneImage image = images.get(date);
    List<LevelMatch> matches = new ArrayList<>();
    matches.add(LevelMatch.of(levels, sequence, mostLevelGain));
    double[] middle = LevelMatch.middle(domain, image, stable, limits.mostLogGain());
    if (balanced) {
      BrightTones.limit(middle, levels, sequence);
    }
    matches.add(LevelMatch.gains(middle));
    ToneCorrection best = ToneCorrection.kept(channels, percent, refusal.reason() + NO_LEVELS);
    double least = Double.POSITIVE_INFINITY;
    for (LevelMatch match : matches) {
      ToneCorrection correction = match.correction(domain, percent, 0, refusal.reason() + LEVELS);
      LevelCheck check = LevelCheck.of(domain, image, correction, stable);
      if (check.after() < BETTER * check.before() && check.after() < least) {
        least = check.after();
        best = match.correction(domain, percent, least, correction.reason());
      }
    }
    return best;
  }
}

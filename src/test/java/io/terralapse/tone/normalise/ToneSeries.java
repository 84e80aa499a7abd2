package io.terralapse.tone.normalise;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Quantity;
import io.terralapse.model.ToneCorrection;
import io.terralapse.run.Workers;
import io.terralapse.tone.Deflicker;
import io.terralapse.tone.ToneSample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A series of dates of one land whose gains and haze are known. */
final class ToneSeries {
  static final int WIDTH = 96;
  static final int HEIGHT = 64;
  static final int BANDS = 3;

  private final Random random = new Random(5);
  private final double[][] land = new double[BANDS][WIDTH * HEIGHT];
  private final List<Frame> frames = new ArrayList<>();
  private final List<Optional<ToneCorrection>> published = new ArrayList<>();
  private final List<LocalDate> days = new ArrayList<>();

  ToneSeries() {
    double[] colour = {1.15, 1, 0.8};
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      // Fields of 8 x 8 pixels, from dark to bright, with texture.
      Random field = new Random(i / WIDTH / 8 * 1000L + i % WIDTH / 8);
      field.nextDouble();
      double base = 0.03 * Math.pow(10, field.nextDouble()) * Math.exp(0.1 * random.nextGaussian());
      for (int b = 0; b < BANDS; b++) {
        land[b][i] = base * colour[b];
      }
    }
  }

  /** What is changed on a date: a factor on the land. */
  interface Change {
    double factor(int band, int pixel);
  }

  /** Adds a date a month after the last one. */
  ToneSeries add(double[] gain, double[] haze, Change change) {
    float[][] bands = new float[BANDS][WIDTH * HEIGHT];
    for (int b = 0; b < BANDS; b++) {
      for (int i = 0; i < bands[b].length; i++) {
        double truth = land[b][i] * change.factor(b, i) * (1 + 0.01 * random.nextGaussian());
        bands[b][i] = (float) (gain[b] * (truth + haze[b]));
      }
    }
    frames.add(new Frame(WIDTH, HEIGHT, bands, new byte[WIDTH * HEIGHT]));
    published.add(Optional.empty());
    days.add(LocalDate.of(2020, 1, 15).plusMonths(days.size()));
    return this;
  }

  /** A field of a share of the fields, the same on every date. */
  static boolean isInPart(int pixel, double share) {
    int field = pixel / WIDTH / 8 * (WIDTH / 8) + pixel % WIDTH / 8;
    return new Random(field * 31L).doubles(3).skip(2).findFirst().orElseThrow() < share;
  }

  Frame frame(int date) {
    return frames.get(date);
  }

  /** Makes the pixels of a part of a date cloud. */
  void cloud(int date, double value) {
    for (int i = 0; i < WIDTH * HEIGHT / 3; i++) {
      frames.get(date).flags()[i] = Flags.CLOUD;
      for (int b = 0; b < BANDS; b++) {
        frames.get(date).band(b)[i] = (float) value;
      }
    }
  }

  void publish(int date, ToneCorrection correction) {
    published.set(date, Optional.of(correction));
  }

  List<ToneCorrection> normalise(Deflicker mode, Quantity quantity) throws Exception {
    boolean[] inside = new boolean[WIDTH * HEIGHT];
    Arrays.fill(inside, true);
    List<ToneNormaliser.Date> dates = new ArrayList<>();
    for (int d = 0; d < frames.size(); d++) {
      dates.add(
          new ToneNormaliser.Date(
              AcquisitionDate.on(days.get(d), DateSource.FILENAME),
              Displacement.NONE,
              ToneSample.of(frames.get(d), inside),
              published.get(d)));
    }
    try (Workers workers = new Workers("tone", 2)) {
      return new ToneNormaliser(
              mode, quantity, true, dates, WIDTH, d -> ToneImage.of(frames.get(d), inside))
          .run(workers);
    }
  }

  /** Median of the corrected values over the pixels outside a part. */
  double median(int date, ToneCorrection correction, int band, double part, boolean inPart) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      if (isInPart(i, part) == inPart && Flags.isClear(frames.get(date).flags()[i])) {
        values.add(correction.apply(band, frames.get(date).band(band)[i]));
      }
    }
    return Robust.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}

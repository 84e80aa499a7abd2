package io.terralapse.pipeline;

import io.terralapse.model.Quantity;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import io.terralapse.tone.Deflicker;
import io.terralapse.tone.LockedTones;
import io.terralapse.tone.normalise.ToneImage;
import io.terralapse.tone.normalise.ToneNormaliser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The correction of each date's values, by its id. */
final class DateTones {
  private final Map<String, ToneCorrection> corrections = new HashMap<>();

  private DateTones() {}

  /** Reads the coarse image of a date. */
  @FunctionalInterface
  interface ImageReader {
    ToneImage read(ReadAcquisition date) throws IOException;
  }

  /**
   * Keeps the corrections of published dates, and finds those of the others.
   *
   * @param dates in order of time, at least one
   * @param gridWidth of the frames' grid, pixels
   */
  static DateTones of(
      Deflicker mode,
      Quantity quantity,
      List<ReadAcquisition> dates,
      Function<ReadAcquisition, Shift> shiftOf,
      LockedTones published,
      int gridWidth,
      ImageReader images,
      Workers workers)
      throws Exception {
    List<ToneNormaliser.Date> known = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      known.add(
          new ToneNormaliser.Date(
              date.acquisition().acquired(),
              shiftOf.apply(date).appliedDisplacement(),
              date.tone(),
              published.find(date.id(), date.content(), date.tone().bandCount())));
    }
    List<ToneCorrection> found =
        new ToneNormaliser(mode, quantity, known, gridWidth, index -> images.read(dates.get(index)))
            .run(workers);
    DateTones tones = new DateTones();
    for (int i = 0; i < dates.size(); i++) {
      tones.corrections.put(dates.get(i).id(), found.get(i));
    }
    return tones;
  }

  /** The correction of a date. */
  ToneCorrection of(ReadAcquisition date) {
    return corrections.getOrDefault(date.id(), ToneCorrection.OFF);
  }

  /** The dates with the distributions of their corrected values. */
  List<ReadAcquisition> corrected(List<ReadAcquisition> dates) {
    return dates.stream().map(date -> date.corrected(of(date))).toList();
  }
}

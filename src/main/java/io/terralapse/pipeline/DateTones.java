package io.terralapse.pipeline;

import io.terralapse.inventory.LockedSettings;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.run.Workers;
import io.terralapse.tone.LockedTones;
import io.terralapse.tone.normalise.ToneNormaliser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The correction of each date's values, by its id. */
final class DateTones {
  private final Map<String, ToneCorrection> corrections = new HashMap<>();

  private DateTones() {}

  /**
   * Keeps the corrections of published dates, and finds those of the others.
   *
   * @param dates in order of time, at least one
   * @param pass that has read them
   */
  static DateTones of(
      RunContext context,
      SceneInventory inventory,
      List<ReadAcquisition> dates,
      Function<ReadAcquisition, Shift> shiftOf,
      LockFile lock,
      ReadPass pass,
      Workers workers)
      throws Exception {
    context.progress().stage("matching tones", 0);
    LockedTones published =
        LockedTones.of(lock, LockedSettings.stretch(context.job(), inventory.bands()));
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
        new ToneNormaliser(
                context.job().tone().deflicker(),
                Measurement.quantity(inventory, dates),
                inventory.bands().isTrueColour(),
                known,
                inventory.plan().grid().width(),
                index -> pass.toneImage(dates.get(index)))
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

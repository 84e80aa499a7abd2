package io.terralapse.pipeline;

import io.terralapse.annotation.AreaLabel;
import io.terralapse.config.JobSettings;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.onset.Onset;
import io.terralapse.onset.OnsetArea;
import io.terralapse.words.DateWords;
import io.terralapse.words.Language;
import io.terralapse.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What frames say of the first change of areas. A label begins with the date that confirms the
 * change: what is known by then depends on dates up to it only, so that no later date changes a
 * frame that has been published.
 */
final class OnsetLabels {
  private static final String SETTING = "onset";

  private OnsetLabels() {}

  /**
   * The labels.
   *
   * @param onsets one for each area, in their order
   * @param measured has the dates that the video shows
   * @return of the areas that ask for one and whose change is confirmed
   */
  static List<AreaLabel> of(JobSettings job, List<Onset> onsets, Measurement measured) {
    List<AcquisitionDate> dates =
        measured.dates().stream().map(date -> date.acquisition().acquired()).toList();
    Phrases phrases = Phrases.of(Language.find(job.furniture().locale()).orElse(Language.EN));
    DateWords words = new DateWords(phrases, job.furniture().zone(), dates);
    List<AreaLabel> labels = new ArrayList<>();
    for (int i = 0; i < onsets.size(); i++) {
      OnsetArea area = job.onset().get(i);
      Optional<AcquisitionDate> before = find(onsets.get(i).lastBefore(), dates);
      Optional<AcquisitionDate> after = find(onsets.get(i).firstAfter(), dates);
      Optional<AcquisitionDate> confirmed = find(onsets.get(i).confirmedBy(), dates);
      if (area.isLabelled() && before.isPresent() && after.isPresent() && confirmed.isPresent()) {
        String text =
            phrases.text(
                "page.changed",
                Map.of(
                    "name",
                    area.name(),
                    "from",
                    words.text(before.get()),
                    "to",
                    words.text(after.get())));
        labels.add(new AreaLabel(SETTING, area.geojson(), text, confirmed.get().start()));
      }
    }
    return labels;
  }

  private static Optional<AcquisitionDate> find(
      Optional<String> text, List<AcquisitionDate> dates) {
    return text.flatMap(one -> dates.stream().filter(date -> date.text().equals(one)).findFirst());
  }
}

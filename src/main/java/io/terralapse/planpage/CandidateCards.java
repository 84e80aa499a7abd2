package io.terralapse.planpage;

import io.terralapse.quicklook.QuickLook;
import io.terralapse.words.DateWords;
import io.terralapse.words.Phrases;
import io.terralapse.words.SensorNames;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What the template shows of the candidates. */
final class CandidateCards {
  private final Phrases phrases;
  private final DateWords dates;

  CandidateCards(Phrases phrases, DateWords dates) {
    this.phrases = phrases;
    this.dates = dates;
  }

  /** The pictures that the map can show, the best one selected. */
  List<Map<String, Object>> backgrounds(List<PlanCandidate> candidates) {
    List<Integer> shown =
        IntStream.range(0, candidates.size())
            .filter(i -> candidates.get(i).look().look().isPresent())
            .filter(i -> !candidates.get(i).outline().isEmpty())
            .boxed()
            .toList();
    double[] best = {Double.NEGATIVE_INFINITY, -1};
    for (int i : shown) {
      double rank = rank(candidates.get(i));
      if (rank > best[0]) {
        best = new double[] {rank, i};
      }
    }
    int chosen = (int) best[1];
    return shown.stream()
        .map(
            i ->
                Map.<String, Object>of(
                    "index",
                    i,
                    "date",
                    dates.text(candidates.get(i).acquired()),
                    "selected",
                    i == chosen))
        .toList();
  }

  /** Wide, sharp and clear pictures of candidates of the video are better. */
  private static double rank(PlanCandidate one) {
    QuickLook look = one.look().look().orElseThrow();
    double clear = 1 - one.cloudPercent().orElse(0) / 100;
    return one.outline().getArea() * clear * clear * (one.reason().isEmpty() ? 2 : 1)
        + 1e-9 * look.grid().width();
  }

  /**
   * A candidate.
   *
   * @param index its number in order of time
   */
  Map<String, Object> row(int index, PlanCandidate one) {
    Optional<QuickLook> look = one.look().look();
    String date = dates.text(one.acquired());
    Map<String, Object> row = new HashMap<>();
    row.put("index", index);
    row.put("date", date);
    row.put("isoDate", one.acquired().text());
    row.put("facts", facts(one));
    row.put("id", one.scenes().size() == 1 ? one.scenes().get(0) : one.id());
    row.put("more", one.scenes().size() > 1 ? phrases.count("scenes", one.scenes().size()) : "");
    row.put("kind", one.kind());
    row.put("used", one.reason().isEmpty());
    row.put("verdict", verdict(one));
    row.put("detail", one.detail());
    row.put("checked", one.kind().equals("used") || one.kind().equals("place"));
    row.put("fixed", one.kind().equals("fixed"));
    row.put("hasLook", look.isPresent());
    row.put("jpeg", look.map(it -> Base64.getEncoder().encodeToString(it.jpeg())).orElse(""));
    row.put("width", look.map(it -> it.grid().width()).orElse(0));
    row.put("height", look.map(it -> it.grid().height()).orElse(0));
    row.put("missing", look.isPresent() ? "" : missing(one));
    row.put("mapped", look.isPresent() && !one.outline().isEmpty());
    row.put("background", phrases.text("plan.showthis"));
    return row;
  }

  private String facts(PlanCandidate one) {
    List<String> facts = new ArrayList<>();
    String sensor = SensorNames.of(one.sensor());
    if (!sensor.isEmpty()) {
      facts.add(sensor);
    }
    OptionalDouble cloud = one.cloudPercent();
    if (cloud.isPresent()) {
      facts.add(
          phrases.text("plan.cloud", Map.of("percent", phrases.number(cloud.getAsDouble(), 0))));
    }
    return String.join(" · ", facts);
  }

  private String verdict(PlanCandidate one) {
    if (one.reason().isEmpty()) {
      return phrases.text("plan.verdict.used");
    }
    String why =
        phrases.find("reason." + one.reason()).orElseGet(() -> phrases.text("reason.other"));
    return phrases.text("plan.verdict.dropped", Map.of("reason", why));
  }

  private String missing(PlanCandidate one) {
    String key = "plan.look." + one.look().missing().name().toLowerCase(Locale.ROOT);
    return phrases.text(key);
  }
}

package io.terralapse.select;

import io.terralapse.model.Acquisition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code select.best_per}: keeps of each period the acquisition that shows most ground, by coverage
 * times clear fraction; of equal ones the earliest, then the first id. Acquisitions named by {@code
 * select.keep} are always kept, and a period with one of them keeps no other. An acquisition of
 * unknown cloud cover counts as clear; one whose date is not within one period is not compared.
 * Thread-safe.
 */
public final class BestPerPeriod {
  private static final Comparator<Candidate> BY_MERIT =
      Comparator.<Candidate>comparingDouble(c -> -c.merit())
          .thenComparing(c -> c.acquisition().acquired())
          .thenComparing(c -> c.acquisition().id());

  /**
   * An acquisition that passed the other rules.
   *
   * @param acquisition the acquisition
   * @param coveragePercent fraction of the area that has data, 0 to 100
   * @param clearPercent fraction of the pixels with data that is clear, 0 to 100
   */
  public record Candidate(Acquisition acquisition, double coveragePercent, double clearPercent) {
    double merit() {
      return coveragePercent / 100 * clearPercent / 100;
    }
  }

  /**
   * An acquisition whose period has a better one.
   *
   * @param acquisition the acquisition
   * @param detail the reason, one sentence for the user
   */
  public record Excluded(Acquisition acquisition, String detail) {}

  private final Optional<Period> period;
  private final SceneSelector selector;

  /** The rule of these settings; without {@code best_per} nothing is excluded. */
  public BestPerPeriod(SelectSettings settings) {
    this.period = settings.bestPer();
    this.selector = new SceneSelector(settings);
  }

  /** The acquisitions that are not used, in the order of the input. */
  public List<Excluded> choose(List<Candidate> candidates) {
    return choose(candidates, Set.of());
  }

  /**
   * The acquisitions that are not used, in the order of the input.
   *
   * @param published ids of acquisitions that are the best of their period, whatever else has come
   */
  public List<Excluded> choose(List<Candidate> candidates, Set<String> published) {
    if (period.isEmpty()) {
      return List.of();
    }
    Map<String, Candidate> best = new TreeMap<>();
    for (Candidate candidate : candidates) {
      find(candidate)
          .ifPresent(
              name ->
                  best.merge(
                      name, candidate, (a, b) -> order(published).compare(a, b) <= 0 ? a : b));
    }
    List<Excluded> excluded = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<String> name = find(candidate);
      Candidate winner = name.map(best::get).orElse(candidate);
      if (!winner.equals(candidate) && !isKept(candidate)) {
        excluded.add(
            new Excluded(
                candidate.acquisition(), sentence(candidate, winner, name.get(), published)));
      }
    }
    return excluded;
  }

  private Comparator<Candidate> order(Set<String> published) {
    return Comparator.<Candidate, Boolean>comparing(c -> !isKept(c))
        .thenComparing(c -> !published.contains(c.acquisition().id()))
        .thenComparing(BY_MERIT);
  }

  private Optional<String> find(Candidate candidate) {
    return period.flatMap(p -> p.findPeriod(candidate.acquisition().acquired()));
  }

  private boolean isKept(Candidate candidate) {
    return selector.isKept(candidate.acquisition());
  }

  private String sentence(
      Candidate excluded, Candidate winner, String name, Set<String> published) {
    boolean stays =
        published.contains(winner.acquisition().id()) && BY_MERIT.compare(excluded, winner) < 0;
    String why =
        isKept(winner)
            ? "is named by select.keep"
            : stays
                ? "is published; run with --relock to choose again"
                : String.format(
                    Locale.ROOT,
                    "shows %.1f %% of the area clear, this one %.1f %%",
                    winner.merit() * 100,
                    excluded.merit() * 100);
    return excluded.acquisition().id()
        + " is not used: of "
        + name
        + " select.best_per ("
        + period.map(Period::word).orElse("")
        + ") keeps "
        + winner.acquisition().id()
        + ", which "
        + why
        + ".";
  }
}

package io.terralapse.select;

import io.terralapse.model.Acquisition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code select.best_per}: of each period the date that shows most ground, by coverage times clear
 * share; the earliest of equals, then the first id. Dates that {@code select.keep} names always
 * stay, and a period that has one needs no other. A date without cloud knowledge counts as clear; a
 * date too vague to lie in one period competes with none.
 */
public final class BestPerPeriod {
  private static final Comparator<Candidate> BY_MERIT =
      Comparator.<Candidate>comparingDouble(c -> -c.merit())
          .thenComparing(c -> c.acquisition().acquired())
          .thenComparing(c -> c.acquisition().id());

  /**
   * A date that passed the other rules.
   *
   * @param coveragePercent share of the area that has data
   * @param clearPercent share of that which is clear
   */
  public record Candidate(Acquisition acquisition, double coveragePercent, double clearPercent) {
    double merit() {
      return coveragePercent / 100 * clearPercent / 100;
    }
  }

  /**
   * A date whose period has a better one.
   *
   * @param detail one sentence for people
   */
  public record Loser(Acquisition acquisition, String detail) {}

  private final Optional<Period> period;
  private final SceneSelector selector;

  /** The rule of these settings; without {@code best_per} nothing ever loses. */
  public BestPerPeriod(SelectSettings settings) {
    this.period = settings.bestPer();
    this.selector = new SceneSelector(settings);
  }

  /** The dates that are not used, in the order of the input. */
  public List<Loser> choose(List<Candidate> candidates) {
    if (period.isEmpty()) {
      return List.of();
    }
    Map<String, Candidate> best = new TreeMap<>();
    for (Candidate candidate : candidates) {
      find(candidate)
          .ifPresent(
              name -> best.merge(name, candidate, (a, b) -> order().compare(a, b) <= 0 ? a : b));
    }
    List<Loser> losers = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<String> name = find(candidate);
      Candidate winner = name.map(best::get).orElse(candidate);
      if (!winner.equals(candidate) && !isKept(candidate)) {
        losers.add(new Loser(candidate.acquisition(), sentence(candidate, winner, name.get())));
      }
    }
    return losers;
  }

  private Comparator<Candidate> order() {
    return Comparator.<Candidate, Boolean>comparing(c -> !isKept(c)).thenComparing(BY_MERIT);
  }

  private Optional<String> find(Candidate candidate) {
    return period.flatMap(p -> p.findPeriod(candidate.acquisition().acquired()));
  }

  private boolean isKept(Candidate candidate) {
    return selector.isKept(candidate.acquisition());
  }

  private String sentence(Candidate loser, Candidate winner, String name) {
    String why =
        isKept(winner)
            ? "is named by select.keep"
            : String.format(
                Locale.ROOT,
                "shows %.1f %% of the area clear, this one %.1f %%",
                winner.merit() * 100,
                loser.merit() * 100);
    return loser.acquisition().id()
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

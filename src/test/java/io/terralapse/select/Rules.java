package io.terralapse.select;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds settings that differ from the defaults in a rule or two. */
final class Rules {
  private SelectSettings now = SelectSettings.DEFAULTS;

  static Rules rules() {
    return new Rules();
  }

  Rules between(String from, String to) {
    return set(
        Optional.of(LocalDate.parse(from)),
        Optional.of(LocalDate.parse(to)),
        now.months(),
        now.bestPer(),
        now.keep(),
        now.drop(),
        now.orbit(),
        now.maxOffNadir());
  }

  Rules months(String... months) {
    return set(
        now.from(),
        now.to(),
        MonthSet.parse(List.of(months)),
        now.bestPer(),
        now.keep(),
        now.drop(),
        now.orbit(),
        now.maxOffNadir());
  }

  Rules bestPer(Period period) {
    return set(
        now.from(),
        now.to(),
        now.months(),
        Optional.of(period),
        now.keep(),
        now.drop(),
        now.orbit(),
        now.maxOffNadir());
  }

  Rules keep(String... keep) {
    return set(
        now.from(),
        now.to(),
        now.months(),
        now.bestPer(),
        List.of(keep),
        now.drop(),
        now.orbit(),
        now.maxOffNadir());
  }

  Rules drop(String... drop) {
    return set(
        now.from(),
        now.to(),
        now.months(),
        now.bestPer(),
        now.keep(),
        List.of(drop),
        now.orbit(),
        now.maxOffNadir());
  }

  Rules orbit(String orbit) {
    return set(
        now.from(),
        now.to(),
        now.months(),
        now.bestPer(),
        now.keep(),
        now.drop(),
        Optional.of(orbit),
        now.maxOffNadir());
  }

  Rules maxOffNadir(double degrees) {
    return set(
        now.from(),
        now.to(),
        now.months(),
        now.bestPer(),
        now.keep(),
        now.drop(),
        now.orbit(),
        OptionalDouble.of(degrees));
  }

  SelectSettings settings() {
    return now;
  }

  SceneSelector selector() {
    return new SceneSelector(now);
  }

  private Rules set(
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      MonthSet months,
      Optional<Period> bestPer,
      List<String> keep,
      List<String> drop,
      Optional<String> orbit,
      OptionalDouble maxOffNadir) {
    now =
        new SelectSettings(
            from,
            to,
            months,
            40,
            80,
            bestPer,
            keep,
            drop,
            Duration.ofMinutes(10),
            orbit,
            maxOffNadir,
            PersistentCloudRule.KEEP);
    return this;
  }
}

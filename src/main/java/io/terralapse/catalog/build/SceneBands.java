package io.terralapse.catalog.build;

import io.terralapse.model.BandRole;
import io.terralapse.model.SceneBand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects the bands of one scene. Not thread-safe.
 *
 * <p>The first band gives a scene its size and georeference, so red, green and blue come first
 * where a scene has one file per band; panchromatic and coarse bands keep their own sizes.
 */
final class SceneBands {
  /** Red, green, blue first, then by role; bands of one role stay in their order. */
  private static final Comparator<SceneBand> ORDER =
      Comparator.<SceneBand>comparingInt(
              band ->
                  switch (band.role()) {
                    case RED -> 0;
                    case GREEN -> 1;
                    case BLUE -> 2;
                    default -> 3;
                  })
          .thenComparing(SceneBand::role);

  private final List<SceneBand> measured = new ArrayList<>();
  private Optional<SceneBand> alpha = Optional.empty();

  /** Makes a band of a role. */
  @FunctionalInterface
  interface Maker {
    SceneBand make(BandRole role);
  }

  /** Adds a band unless it is to be skipped. */
  void add(BandUse use, Maker maker) {
    switch (use.kind()) {
      case MEASURED -> {
        SceneBand band = maker.make(use.role());
        measured.add(use.name().map(band::withName).orElse(band));
      }
      case ALPHA -> alpha = Optional.of(maker.make(use.role()));
      case SKIP, MASK -> {
        // The user excludes it, or it is no image.
      }
    }
  }

  /** Sorts the bands of a scene with one file per band. */
  void sort() {
    measured.sort(ORDER);
  }

  boolean isEmpty() {
    return measured.isEmpty();
  }

  List<SceneBand> measured() {
    return List.copyOf(measured);
  }

  Optional<SceneBand> alpha() {
    return alpha;
  }
}

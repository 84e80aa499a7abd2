package io.terralapse.pipeline;

import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which bands of each scene are shown, by role, so that sensors with other band numbers stand in
 * one sequence.
 *
 * @param roles one role (grey) or three (shown as red, green, blue)
 */
record BandChoice(List<BandRole> roles) {

  private static final List<BandRole> TRUE_COLOR =
      List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
  private static final List<BandRole> GREY = List.of(BandRole.GREY);

  /**
   * True colour when any scene has it; a sequence of single-band scenes is shown in grey.
   *
   * @param wanted {@code true-color}, {@code grey}, or three role names
   */
  static BandChoice of(List<String> wanted, List<Acquisition> acquisitions) {
    if (wanted.size() == 1 && wanted.get(0).equals("true-color")) {
      boolean colour =
          acquisitions.stream()
              .flatMap(a -> a.scenes().stream())
              .anyMatch(scene -> new BandChoice(TRUE_COLOR).findIn(scene).isPresent());
      return new BandChoice(colour ? TRUE_COLOR : GREY);
    }
    if (wanted.size() == 1 && wanted.get(0).equals("grey")) {
      return new BandChoice(GREY);
    }
    return new BandChoice(
        wanted.stream().map(w -> BandRole.valueOf(w.toUpperCase(Locale.ROOT))).toList());
  }

  /** The scene's bands in the order of {@link #roles}, or empty if it lacks one. */
  Optional<List<SceneBand>> findIn(Scene scene) {
    List<SceneBand> found = new ArrayList<>();
    for (BandRole role : roles) {
      Optional<SceneBand> band = scene.findBand(role);
      if (band.isEmpty() && role == BandRole.GREY && scene.bands().size() == 1) {
        band = Optional.of(scene.bands().get(0));
      }
      if (band.isEmpty()) {
        return Optional.empty();
      }
      found.add(band.get());
    }
    return Optional.of(found);
  }

  /** One sentence for a scene that {@link #findIn} has nothing for. */
  String missingSentence(Scene scene) {
    return scene.id()
        + " has no bands "
        + roles
        + "; name its bands under sources, or choose others under look.bands.";
  }
}

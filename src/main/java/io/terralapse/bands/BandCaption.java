package io.terralapse.bands;

import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.IndexName;
import io.terralapse.model.Scene;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of bands for readers of a video. */
final class BandCaption {
  private static final List<Optional<BandRole>> NATURAL =
      List.of(Optional.of(BandRole.RED), Optional.of(BandRole.GREEN), Optional.of(BandRole.BLUE));

  private BandCaption() {}

  /** See {@link BandRecipe#caption}. */
  static Optional<String> of(BandRecipe recipe, List<Acquisition> acquisitions) {
    Optional<List<BandSelector>> plain = recipe.findPlainChannels();
    if (plain.isEmpty()) {
      return Optional.of(recipe.label());
    }
    List<Optional<BandRole>> roles = plain.get().stream().map(BandSelector::role).toList();
    if (roles.equals(NATURAL)) {
      return Optional.empty();
    }
    if (roles.equals(List.of(Optional.of(BandRole.GREY)))) {
      return commonIndex(acquisitions);
    }
    boolean bothSwir =
        roles.containsAll(Set.of(Optional.of(BandRole.SWIR16), Optional.of(BandRole.SWIR22)));
    String names =
        plain.get().stream().map(band -> name(band, bothSwir)).collect(Collectors.joining(", "));
    return Optional.of(names.substring(0, 1).toUpperCase(Locale.ROOT) + names.substring(1));
  }

  /** The spectral index that the bands of all scenes are, or that the scenes are named after. */
  private static Optional<String> commonIndex(List<Acquisition> acquisitions) {
    Set<Optional<String>> names =
        acquisitions.stream()
            .flatMap(acquisition -> acquisition.scenes().stream())
            .map(BandCaption::index)
            .collect(Collectors.toSet());
    return names.size() == 1 ? names.iterator().next() : Optional.empty();
  }

  private static Optional<String> index(Scene scene) {
    return BandSelector.of(BandRole.GREY)
        .findIn(scene)
        .flatMap(band -> IndexName.findExactly(band.name()))
        .or(() -> IndexName.find(scene.id()));
  }

  private static String name(BandSelector band, boolean bothSwir) {
    if (band.role().isEmpty()) {
      return band.name();
    }
    return switch (band.role().get()) {
      case NIR -> "near infrared";
      case SWIR16 -> bothSwir ? "SWIR 1.6 µm" : "SWIR";
      case SWIR22 -> bothSwir ? "SWIR 2.2 µm" : "SWIR";
      case REDEDGE -> "red edge";
      case PAN -> "panchromatic";
      default -> band.name();
    };
  }
}

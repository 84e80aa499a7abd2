package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.places.NamedPlace;
import io.terralapse.places.PlaceLimits;
import io.terralapse.places.PlaceTable;
import io.terralapse.rendition.RenditionSettings;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Refuses settings that contradict the places that a job is for. Stateless. */
final class PlaceCheck {
  private PlaceCheck() {}

  /**
   * Checks what is known before any scene is read: frame rates, keyframes, outputs.
   *
   * @param config with its places expanded
   * @param wrong receives the JSON pointer of each setting, and what is wrong with it
   */
  static void check(JobSettings job, JsonNode config, BiConsumer<String, String> wrong) {
    for (int i = 0; i < job.renditions().size(); i++) {
      RenditionSettings one = job.renditions().get(i);
      if (one.place().isPresent()) {
        NamedPlace place = PlaceTable.find(one.place().get()).orElseThrow();
        check(one, place, config, "/renditions/" + i, wrong);
      }
    }
    job.places().stream()
        .map(name -> PlaceTable.find(name).orElseThrow())
        .filter(place -> !job.mp4() && needsVideo(place))
        .forEach(
            place ->
                wrong.accept(
                    "/outputs/mp4",
                    "is false, and "
                        + place.name()
                        + " shows the video; leave it out, or take "
                        + place.name()
                        + " out of for"));
  }

  /** Whether one of the job's own outputs that a place adds shows the video. */
  private static boolean needsVideo(NamedPlace place) {
    return place.outputs().stream().anyMatch(SettingsTree.FOR_READERS::contains);
  }

  private static void check(
      RenditionSettings one,
      NamedPlace place,
      JsonNode config,
      String pointer,
      BiConsumer<String, String> wrong) {
    PlaceLimits limits = place.limits();
    boolean video =
        place.files().stream()
            .filter(file -> file.name().equals(one.name()))
            .anyMatch(file -> !file.settings().at("/outputs/mp4").isBoolean());
    if (!one.mp4() && video) {
      wrong.accept(
          pointer + "/outputs/mp4",
          "is false, and " + place.name() + " is for a video; leave it out");
    }
    checkRate(one, place, config, pointer, wrong);
    long gop = one.video().gop().orElse(Integer.MAX_VALUE);
    limits.mostGop().stream()
        .filter(most -> gop > most)
        .forEach(most -> refuseAbove(most, "frames", place, pointer + "/outputs/mp4/gop", wrong));
    // The job's own poster may be larger than what the place takes: this one is made smaller.
    String ownPoster = pointer + "/outputs/poster/max_bytes";
    long bytes = config.at(ownPoster).isTextual() ? one.stills().maxBytes().orElse(0L) : 0;
    limits.stillBytes().stream()
        .filter(most -> bytes > most)
        .forEach(most -> refuseAbove(most, "bytes", place, ownPoster, wrong));
  }

  private static void refuseAbove(
      long most, String unit, NamedPlace place, String setting, BiConsumer<String, String> wrong) {
    wrong.accept(
        setting,
        "is more than the "
            + most
            + " "
            + unit
            + " that "
            + place.name()
            + " allows; leave it out");
  }

  private static void checkRate(
      RenditionSettings one,
      NamedPlace place,
      JsonNode config,
      String pointer,
      BiConsumer<String, String> wrong) {
    PlaceLimits limits = place.limits();
    JsonNode common = config.at("/pace/fps");
    boolean own =
        place.files().stream()
            .anyMatch(
                file ->
                    file.name().equals(one.name()) && file.settings().at("/pace/fps").isNumber());
    OptionalInt fps = one.pace().fps();
    String remedy = "; write auto, or take " + place.name() + " out of for";
    if (own && common.isNumber() && common.asInt() != fps.orElse(0)) {
      wrong.accept(
          "/pace/fps",
          "is "
              + common.asText()
              + ", and "
              + place.title()
              + " ("
              + place.name()
              + ") needs "
              + fps.orElse(0)
              + " frames a second"
              + remedy);
    } else if (fps.isEmpty() ? limits.requiresConstantRate() : !limits.allowsFps(fps.getAsInt())) {
      wrong.accept(
          config.at(pointer + "/pace/fps").isMissingNode() ? "/pace/fps" : pointer + "/pace/fps",
          "is "
              + (fps.isEmpty() ? "variable" : fps.getAsInt())
              + ", and "
              + place.title()
              + " ("
              + place.name()
              + ") needs "
              + (fps.isEmpty() ? "a constant rate" : limits.fpsText())
              + remedy);
    }
  }
}

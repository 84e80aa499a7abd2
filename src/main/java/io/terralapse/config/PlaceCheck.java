package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.places.NamedPlace;
import io.terralapse.places.PlaceLimits;
import io.terralapse.places.PlaceTable;
import io.terralapse.rendition.RenditionSettings;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
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
    Map<String, OptionalLong> asked = new TreeMap<>();
    one.stills().maxBytes().ifPresent(most -> asked.put("poster", OptionalLong.of(most)));
    one.formats().gif().ifPresent(gif -> asked.put("gif", OptionalLong.of(gif.maxBytes())));
    one.formats().webp().ifPresent(webp -> asked.put("webp", OptionalLong.of(webp.maxBytes())));
    one.formats().avif().ifPresent(avif -> asked.put("avif", avif.maxBytes()));
    asked.forEach(
        (output, bytes) -> {
          String setting = pointer + "/outputs/" + output + "/max_bytes";
          String file = output.equals("poster") ? ".jpg" : "." + output;
          // What is not named here is as for the job, and made to fit.
          if (!config.at(setting).isMissingNode()) {
            limits.mostBytes(file, OptionalDouble.empty()).stream()
                .filter(most -> bytes.orElse(0) > most)
                .forEach(most -> refuseAbove(most, "bytes", place, setting, wrong));
          }
        });
  }

  private static void refuseAbove(
      long most, String unit, NamedPlace place, String setting, BiConsumer<String, String> wrong) {
    wrong.accept(
        setting,
        "is more than the " + most + " " + unit + " that " + place.name() + " takes; leave it out");
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

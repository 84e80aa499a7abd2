package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.places.NamedPlace;
import io.terralapse.places.PlaceTable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/**
 * Expands {@code for}, and the animated picture of mails: each place becomes the renditions and
 * outputs that the table of places has for it, written as a user could write them. An entry of
 * {@code renditions} with the name of such a file changes its settings. Stateless.
 */
final class PlaceExpansion {
  /** The place, and the rendition, of the animated picture of mails. */
  static final String EMAIL = "email";

  /** The place that a rendition is for; not a setting. */
  static final String PLACE = "place";

  /** Settings of which one replaces all of the table's. */
  private static final List<String> SIZES = List.of("shape", "size", "within");

  private PlaceExpansion() {}

  /**
   * A configuration with what its places need.
   *
   * @param config checked against the schema; not changed
   * @param refuse receives the JSON pointer of each setting that contradicts a place
   */
  static ObjectNode of(ObjectNode config, BiConsumer<String, String> refuse) {
    ObjectNode expanded = config.deepCopy();
    JsonNode names = config.path("for");
    for (JsonNode name : names.isArray() ? names : config.arrayNode().add(names)) {
      PlaceTable.find(name.asText()).ifPresent(place -> add(place, expanded, refuse));
    }
    if (expanded.at("/outputs/email/picture").asText().equals("gif")) {
      PlaceTable.find(EMAIL).stream()
          .flatMap(place -> place.files().stream())
          .forEach(file -> add(file, expanded));
    }
    return expanded;
  }

  /** Whether one of some places adds an output of the job itself. */
  static boolean adds(List<String> places, String output) {
    return places.stream()
        .flatMap(name -> PlaceTable.find(name).stream())
        .anyMatch(place -> place.outputs().contains(output));
  }

  private static void add(NamedPlace place, ObjectNode config, BiConsumer<String, String> refuse) {
    for (String output : place.outputs()) {
      JsonNode given = config.path("outputs").path(output);
      if (given.isBoolean() && !given.asBoolean()) {
        refuse.accept(
            "/outputs/" + output,
            "outputs."
                + output
                + " is false, and for: "
                + place.name()
                + " needs it; leave it out, or take "
                + place.name()
                + " out of for.");
      } else if (given.isMissingNode() && !config.path("outputs").isValueNode()) {
        config.withObject("/outputs").put(output, true);
      }
    }
    for (NamedPlace.PlaceFile file : place.files()) {
      add(file, config).ifPresent(added -> added.put(PLACE, place.name()));
    }
  }

  /** The rendition of a file; empty if renditions are not a list. */
  private static Optional<ObjectNode> add(NamedPlace.PlaceFile file, ObjectNode config) {
    if (config.path("renditions").isMissingNode()) {
      config.putArray("renditions");
    }
    return config.get("renditions") instanceof ArrayNode all
        ? Optional.of(add(file, all))
        : Optional.empty();
  }

  private static ObjectNode add(NamedPlace.PlaceFile file, ArrayNode all) {
    Optional<ObjectNode> own =
        StreamSupport.stream(all.spliterator(), false)
            .filter(node -> node.path("name").asText().equals(file.name()))
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .findFirst();
    ObjectNode target = own.orElseGet(() -> all.addObject().put("name", file.name()));
    ObjectNode settings = file.settings().deepCopy();
    if (SIZES.stream().anyMatch(target::hasNonNull)) {
      settings.remove(SIZES);
    } else if (target.hasNonNull("crop")) {
      // Only a shape can be cropped to, so that one is needed where the place has none.
      settings.remove("within");
    }
    fill(target, settings);
    // A place takes the files of the table; what the job has beside those is not for it.
    if (target.get("outputs") instanceof ObjectNode outputs) {
      SettingsTree.FORMATS.stream()
          .filter(format -> !outputs.has(format))
          .forEach(format -> outputs.put(format, false));
    }
    return target;
  }

  /** Adds what is missing. */
  private static void fill(ObjectNode target, ObjectNode settings) {
    settings
        .properties()
        .forEach(
            field -> {
              JsonNode given = target.path(field.getKey());
              if (given.isMissingNode() || given.isNull()) {
                target.set(field.getKey(), field.getValue());
              } else if (given instanceof ObjectNode inner
                  && field.getValue() instanceof ObjectNode more) {
                fill(inner, more);
              }
            });
  }
}

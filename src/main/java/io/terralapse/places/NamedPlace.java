package io.terralapse.places;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A place that a time-lapse is published at.
 *
 * @param name as in the configuration
 * @param title what people call it
 * @param outputs outputs of the job itself that are for it
 * @param files further files that are for it
 * @param facts what is known of it
 * @param unknown what is not known of it; may be empty
 */
public record NamedPlace(
    String name,
    String title,
    List<String> outputs,
    List<PlaceFile> files,
    List<PlaceFact> facts,
    String unknown) {

  /**
   * A video with its stills for a place.
   *
   * @param name of the rendition, the end of the files' names
   * @param settings of the rendition, as in the configuration, without its name
   * @param use what it is for; empty if it is the only one
   */
  public record PlaceFile(String name, ObjectNode settings, String use) {}

  /** Copies the lists. */
  public NamedPlace {
    outputs = List.copyOf(outputs);
    files = List.copyOf(files);
    facts = List.copyOf(facts);
  }

  /** What its files must keep to. */
  public PlaceLimits limits() {
    return PlaceLimits.of(facts);
  }

  static NamedPlace of(JsonNode node) {
    List<String> outputs = new ArrayList<>();
    node.path("outputs").forEach(output -> outputs.add(output.asText()));
    List<PlaceFile> files = new ArrayList<>();
    for (JsonNode file : node.path("files")) {
      files.add(
          new PlaceFile(
              file.path("name").asText(),
              (ObjectNode) file.path("settings"),
              file.path("use").asText()));
    }
    List<PlaceFact> facts = new ArrayList<>();
    node.path("facts").forEach(fact -> facts.add(PlaceFact.of(fact)));
    return new NamedPlace(
        node.path("name").asText(),
        node.path("title").asText(),
        outputs,
        files,
        facts,
        node.path("unknown").asText());
  }
}

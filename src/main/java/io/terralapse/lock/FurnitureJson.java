package io.terralapse.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The layout of the furniture as JSON. Stateless. */
final class FurnitureJson {
  private static final String TIMELINE = "timeline";
  private static final String SHADE = "shade";
  private static final String RENDITIONS = "renditions";

  private FurnitureJson() {}

  /** What a record of the layout holds, but for what not every layout has. */
  private record Common(
      String settings,
      List<String> dates,
      List<String> credits,
      String bandLabel,
      List<Lock.CaptionTime> times) {}

  static ObjectNode tree(Lock.Furniture furniture, ObjectMapper json) {
    ObjectNode tree =
        json.valueToTree(
            new Common(
                furniture.settings(),
                furniture.dates(),
                furniture.credits(),
                furniture.bandLabel(),
                furniture.times()));
    tree.set(SHADE, json.valueToTree(furniture.shade()));
    if (!furniture.renditions().isEmpty()) {
      tree.set(RENDITIONS, json.valueToTree(furniture.renditions()));
    }
    furniture.timeline().ifPresent(line -> tree.set(TIMELINE, json.valueToTree(line)));
    return tree;
  }

  /** The layout of a tree; earlier programs wrote other members. */
  static Lock.Furniture read(JsonNode tree, ObjectMapper json) throws JsonProcessingException {
    ObjectNode rest =
        tree instanceof ObjectNode object ? object.deepCopy() : json.createObjectNode();
    rest.remove("digits");
    Optional<JsonNode> shade = Optional.ofNullable(rest.remove(SHADE));
    Optional<JsonNode> timeline = Optional.ofNullable(rest.remove(TIMELINE));
    SortedMap<String, List<Double>> renditions = new TreeMap<>();
    Optional<JsonNode> others = Optional.ofNullable(rest.remove(RENDITIONS));
    if (others.isPresent()) {
      for (var other : json.treeToValue(others.get(), ObjectNode.class).properties()) {
        renditions.put(other.getKey(), List.of(json.treeToValue(other.getValue(), Double[].class)));
      }
    }
    Common common = json.treeToValue(rest, Common.class);
    List<Double> strengths =
        shade.isPresent() ? List.of(json.treeToValue(shade.get(), Double[].class)) : List.of();
    Optional<Lock.Timeline> line =
        timeline.isPresent()
            ? Optional.of(json.treeToValue(timeline.get(), Lock.Timeline.class))
            : Optional.empty();
    return new Lock.Furniture(
        common.settings(),
        common.dates(),
        common.credits(),
        common.bandLabel(),
        common.times(),
        strengths,
        line,
        renditions);
  }
}

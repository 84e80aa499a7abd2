package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.pace.PaceSettings;

/** Settings of the pace whose value has several meanings, as numbers. Stateless. */
final class PaceTree {
  private PaceTree() {}

  /** Frames per second, or {@code variable}. */
  static JsonNode fps(JsonNode given) {
    return given.asText().equals("auto") ? IntNode.valueOf(PaceSettings.DEFAULT_FPS) : given;
  }

  /** The duration of a keyword, or the one that is given after it; 0 for others. */
  static double seconds(JsonNode given, String word, double usual) {
    return given.path(word).asDouble(given.asText().equals(word) ? usual : 0);
  }

  /**
   * The pace of a rendition.
   *
   * @param own what the rendition says
   * @param job the pace of the job, which is not changed
   */
  static ObjectNode of(JsonNode own, ObjectNode job) {
    ObjectNode pace = job.deepCopy();
    if (own.has("seconds_per_frame")) {
      pace.remove("duration");
    }
    own.properties().forEach(field -> pace.set(field.getKey(), field.getValue()));
    pace.set("fps", fps(pace.path("fps")));
    return pace;
  }
}

package io.terralapse.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.ToneCorrection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a lock that are about single dates. A date has one line, with its shift, its frame
 * or the reason why it has none.
 *
 * @param aligned dates with a shift
 * @param shown dates with a frame
 * @param starts ids of those of them that segments begin with
 * @param excluded dates that were left out
 */
record LockedDates(
    List<Lock.Date> aligned,
    List<Lock.Frame> shown,
    List<String> starts,
    List<Lock.Excluded> excluded) {
  private static final String ID = "id";
  private static final String CONTENT = "content";
  private static final String FRAME = "frame";
  private static final String ACQUIRED = "acquired";
  private static final String CREDIT = "credit";
  private static final String FILLED_FROM = "filledFrom";
  private static final String STARTS_SEGMENT = "startsSegment";
  private static final String EXCLUDED = "excluded";
  private static final String SHIFT = "shift";
  private static final String TONE = "tone";
  private static final String FLOOR = "floor";
  private static final String SETTINGS = "settings";

  /** One tree a date: in the order of the alignment, then those that are in the frames only. */
  static List<ObjectNode> of(Lock lock, ObjectMapper json) {
    Map<String, ObjectNode> lines = new LinkedHashMap<>();
    for (Lock.Date date : lock.alignment().map(Lock.Alignment::dates).orElse(List.of())) {
      line(lines, date.id(), date.content()).set(SHIFT, json.valueToTree(date.shift()));
    }
    if (lock.frames().isPresent()) {
      Set<String> starts = Set.copyOf(lock.frames().get().segmentStarts());
      for (Lock.Frame frame : lock.frames().get().frames()) {
        ObjectNode tree = tree(frame);
        if (starts.contains(frame.id())) {
          tree.put(STARTS_SEGMENT, true);
        }
        line(lines, frame.id(), frame.content()).set(FRAME, tree);
        frame.tone().ifPresent(tone -> setTone(lines, frame, tone, json));
      }
      for (Lock.Excluded date : lock.frames().get().excluded()) {
        line(lines, date.id(), date.content()).put(EXCLUDED, date.reason());
      }
    }
    return List.copyOf(lines.values());
  }

  private static void setTone(
      Map<String, ObjectNode> lines, Lock.Frame frame, ToneCorrection tone, ObjectMapper json) {
    ObjectNode tree = json.valueToTree(tone);
    if (tone.floor() == 0) {
      tree.remove(FLOOR);
    }
    line(lines, frame.id(), frame.content()).set(TONE, tree);
  }

  private static String key(String id, String content) {
    return id + "\n" + content;
  }

  private static ObjectNode line(Map<String, ObjectNode> lines, String id, String content) {
    return lines.computeIfAbsent(key(id, content), key -> tree(id, content));
  }

  private static ObjectNode tree(String id, String content) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    return tree.put(ID, id).put(CONTENT, content);
  }

  private static ObjectNode tree(Lock.Frame frame) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put(ACQUIRED, frame.acquired());
    frame.credit().ifPresent(credit -> tree.put(CREDIT, credit));
    if (!frame.filledFrom().isEmpty()) {
      ArrayNode sources = tree.putArray(FILLED_FROM);
      frame.filledFrom().forEach(sources::add);
    }
    return tree;
  }

  /** A correction; one without a floor is straight. */
  private static ToneCorrection tone(ObjectNode line, ObjectMapper json)
      throws JsonProcessingException {
    ObjectNode tree = line.deepCopy();
    if (!tree.has(FLOOR)) {
      tree.put(FLOOR, 0.0);
    }
    return json.treeToValue(tree, ToneCorrection.class);
  }

  /**
   * Reads the lines.
   *
   * @throws JsonProcessingException if a shift or a tone is none
   */
  static LockedDates read(JsonNode lines, ObjectMapper json) throws JsonProcessingException {
    List<Lock.Date> aligned = new ArrayList<>();
    List<Lock.Frame> shown = new ArrayList<>();
    List<String> starts = new ArrayList<>();
    List<Lock.Excluded> excluded = new ArrayList<>();
    for (JsonNode line : lines) {
      String id = text(line, ID);
      String content = text(line, CONTENT);
      if (line.has(SHIFT)) {
        ObjectNode date = tree(id, content);
        date.set(SHIFT, line.get(SHIFT));
        aligned.add(json.treeToValue(date, Lock.Date.class));
      }
      JsonNode frame = line.path(FRAME);
      if (frame.isObject()) {
        shown.add(
            new Lock.Frame(
                id,
                content,
                text(frame, ACQUIRED),
                findText(frame, CREDIT),
                texts(frame.path(FILLED_FROM)),
                line.path(TONE) instanceof ObjectNode tone
                    ? Optional.of(tone(tone, json))
                    : Optional.empty()));
        if (frame.path(STARTS_SEGMENT).asBoolean()) {
          starts.add(id);
        }
      }
      findText(line, EXCLUDED)
          .ifPresent(reason -> excluded.add(new Lock.Excluded(id, content, reason)));
    }
    return new LockedDates(aligned, shown, starts, excluded);
  }

  /**
   * The frames of these lines.
   *
   * @param tree what they have in common
   */
  Lock.PublishedFrames frames(JsonNode tree) {
    return new Lock.PublishedFrames(text(tree, SETTINGS), shown, starts, excluded);
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static Optional<String> findText(JsonNode tree, String name) {
    return tree.path(name).isTextual() ? Optional.of(tree.get(name).asText()) : Optional.empty();
  }

  private static String text(JsonNode tree, String name) {
    return findText(tree, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }
}

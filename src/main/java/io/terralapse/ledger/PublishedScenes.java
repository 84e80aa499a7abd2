package io.terralapse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every scene of a published ledger, and what its frames were made from, for comparisons with
 * another run.
 *
 * @param toolVersion of the run that published it
 * @param codeVersion hash of that program's code; empty if an earlier version wrote the ledger
 * @param settingsHash of that run
 * @param scenesHash of that run
 * @param lockHash of that run; empty if it had no lock
 * @param common what all frames depend on (grid, look), by its name in the ledger; of both panels
 *     if the scenes are
 * @param video hashes of what is coded in the job's own video; empty if there is none of segments
 * @param scenes in the order of the ledger
 */
public record PublishedScenes(
    String toolVersion,
    String codeVersion,
    String settingsHash,
    String scenesHash,
    String lockHash,
    Map<String, String> common,
    String video,
    List<PublishedScene> scenes) {

  /** Properties of a scene that tell of it and change no pixel of its frame. */
  private static final Set<String> INFORMATIVE =
      Set.of(
          "id",
          "acquisitionId",
          "dateSource",
          "coveragePercent",
          "cloudPercent",
          "cloudSource",
          "status",
          "reason",
          "detail",
          "frameIndex",
          "startSeconds",
          "endSeconds");

  /** Properties of an applied shift that move pixels; the others tell how well it is known. */
  private static final Set<String> MOVING = Set.of("dxPx", "dyPx", "model");

  /** Copies the collections. */
  public PublishedScenes {
    common = Map.copyOf(common);
    scenes = List.copyOf(scenes);
  }

  /**
   * A scene as the ledger has it.
   *
   * @param acquisitionId the frame's acquisition
   * @param used whether it is shown
   * @param reason identifier of why it is not; empty if it is used
   * @param detail the same in a sentence
   * @param alignment status of its shift: {@code aligned}, {@code refused}, ...
   * @param keys content keys of what was read of it; empty if nothing was
   * @param frameIndex its frame; -1 if it is not used
   * @param startSeconds when its frame begins; NaN if it is not used
   * @param parts what its frame depends on, by the property's name
   * @param pictureKey of the first frame that shows it; empty if it is not known
   * @param codedKey the same of how the video shows that frame
   * @param panel 1, or 2 if it is one of the second panel of a comparison
   */
  public record PublishedScene(
      String id,
      String acquisitionId,
      String acquired,
      String sensor,
      boolean used,
      String reason,
      String detail,
      String alignment,
      OptionalDouble coveragePercent,
      OptionalDouble cloudPercent,
      List<String> keys,
      int frameIndex,
      double startSeconds,
      Map<String, String> parts,
      String pictureKey,
      String codedKey,
      int panel) {

    /** Copies the collections. */
    public PublishedScene {
      keys = List.copyOf(keys);
      parts = Map.copyOf(parts);
    }
  }

  /**
   * The date that a frame is known by.
   *
   * @param acquisitionId the acquisition
   * @param panel 1, or 2 for a date of the second panel
   */
  record FrameId(String acquisitionId, int panel) {}

  /** Whether the same build of the program published both. */
  boolean hasProgramOf(PublishedScenes other) {
    return toolVersion.equals(other.toolVersion) && codeVersion.equals(other.codeVersion);
  }

  /**
   * Whether both are made from the same scenes. Programs differ in what their hashes contain, so
   * that dates and contents tell where they are not the same.
   */
  boolean hasScenesOf(PublishedScenes other) {
    return scenesHash.equals(other.scenesHash)
        || (!hasProgramOf(other) && contents().equals(other.contents()));
  }

  private Set<String> contents() {
    return scenes.stream()
        .map(
            scene -> scene.panel() + " " + scene.id() + " " + scene.acquired() + " " + scene.keys())
        .collect(Collectors.toSet());
  }

  /** Reads a ledger; empty if there is none or it cannot be understood. */
  public static Optional<PublishedScenes> find(Path file) {
    return find(file, List.of(1));
  }

  /** As {@link #find}, for the second panel of its frames; empty if they have one. */
  public static Optional<PublishedScenes> findSecond(Path file) {
    return find(file, List.of(2));
  }

  /**
   * As {@link #find}, for all dates of the frames.
   *
   * @param twoSequences whether those of the second panel, which then follow, are dates of their
   *     own, rather than the first panel's in other bands
   */
  public static Optional<PublishedScenes> find(Path file, boolean twoSequences) {
    Optional<PublishedScenes> both = twoSequences ? find(file, List.of(1, 2)) : Optional.empty();
    return both.isPresent() ? both : find(file);
  }

  private static Optional<PublishedScenes> find(Path file, List<Integer> panels) {
    try {
      Optional<LedgerTree> found = LedgerTree.find(file);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      JsonNode root = found.get().root();
      JsonNode job = root.path("job");
      if (!job.path("settingsHash").isTextual()) {
        return Optional.empty();
      }
      List<PublishedScene> scenes = new ArrayList<>();
      StringBuilder grids = new StringBuilder();
      StringBuilder looks = new StringBuilder();
      for (int panel : panels) {
        JsonNode account = panel == 2 ? root.path("secondPanel") : root;
        if (!account.path("scenes").isArray()) {
          return Optional.empty();
        }
        account
            .path("scenes")
            .forEach(scene -> scenes.add(scene(scene, root.path("frames"), panel)));
        grids.append(account.path("grid"));
        looks.append(look(account));
      }
      return Optional.of(
          new PublishedScenes(
              job.path("toolVersion").asText(),
              job.path("codeVersion").asText(),
              job.path("settingsHash").asText(),
              job.path("scenesHash").asText(),
              job.path("lockHash").asText(),
              Map.of("grid", grids.toString(), "look", looks.toString()),
              video(root.path("outputs")),
              scenes));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  /** The frames by their dates, in order of time. */
  Map<FrameId, List<PublishedScene>> frames() {
    Map<FrameId, List<PublishedScene>> frames = new LinkedHashMap<>();
    scenes.stream()
        .filter(PublishedScene::used)
        .sorted((a, b) -> Integer.compare(a.frameIndex(), b.frameIndex()))
        .forEach(
            scene ->
                frames
                    .computeIfAbsent(
                        new FrameId(scene.acquisitionId(), scene.panel()), id -> new ArrayList<>())
                    .add(scene));
    return frames;
  }

  /** What is coded, without the metadata of the file, which name the program. */
  private static String video(JsonNode outputs) {
    StringBuilder hashes = new StringBuilder();
    for (JsonNode output : outputs) {
      if (output.path("rendition").asText().equals("main")) {
        for (JsonNode segment : output.path("segments")) {
          hashes.append(segment.path("sha256").asText()).append(' ');
        }
      }
    }
    return hashes.toString();
  }

  private static String look(JsonNode root) {
    // What had no space is a consequence of the other settings.
    return root.path("look") instanceof ObjectNode look
        ? look.deepCopy().without("furnitureLeftOut").toString()
        : "";
  }

  private static PublishedScene scene(JsonNode node, JsonNode frames, int panel) {
    int frame = node.path("frameIndex").asInt(-1);
    List<String> keys = new ArrayList<>();
    for (JsonNode asset : node.path("assets")) {
      String key = asset.path("key").asText("");
      if (!key.isEmpty() && !key.equals("null")) {
        keys.add(key);
      }
    }
    return new PublishedScene(
        node.path("id").asText(),
        node.path("acquisitionId").asText(),
        node.path("acquired").asText(),
        node.path("sensor").asText(),
        node.path("status").asText().equals("used"),
        text(node, "reason"),
        text(node, "detail"),
        node.path("shift").path("status").asText(),
        number(node, "coveragePercent"),
        number(node, "cloudPercent"),
        keys.stream().distinct().toList(),
        frame,
        node.path("startSeconds").asDouble(Double.NaN),
        parts(node),
        frames.path(frame).path("picture").asText(),
        frames.path(frame).path("coded").asText(),
        panel);
  }

  private static Map<String, String> parts(JsonNode scene) {
    Map<String, String> parts = new TreeMap<>();
    scene
        .properties()
        .forEach(
            field -> {
              if (!INFORMATIVE.contains(field.getKey())) {
                parts.put(field.getKey(), part(field.getKey(), field.getValue()));
              }
            });
    return parts;
  }

  private static String part(String name, JsonNode value) {
    return switch (name) {
      case "shift" ->
          value instanceof ObjectNode shift && value.path("applied").asBoolean(true)
              ? shift.deepCopy().retain(MOVING).toString()
              : "";
      // Only the content counts: a renamed folder changes no pixel.
      case "assets" -> String.join(" ", value.findValuesAsText("key"));
      default -> value.toString();
    };
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isTextual() ? node.path(name).asText() : "";
  }

  private static OptionalDouble number(JsonNode node, String name) {
    return node.path(name).isNumber()
        ? OptionalDouble.of(node.path(name).asDouble())
        : OptionalDouble.empty();
  }
}

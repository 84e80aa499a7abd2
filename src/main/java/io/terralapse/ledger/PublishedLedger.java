package io.terralapse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.FileNames;
import io.terralapse.model.InputFile;
import io.terralapse.model.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an earlier run published, by its ledger: as much as a run that changes nothing needs.
 *
 * @param settingsHash of that run
 * @param scenesHash of that run
 * @param lockHash of that run; empty if it had no lock
 * @param inputs the files that its settings named; none if an earlier version wrote the ledger
 * @param outputs its files
 * @param frames of the sequence
 * @param dropped scenes that it did not use
 * @param filled the frames of which something was filled, in any panel
 * @param altered whether the ledger was altered after it was published, as its own hash tells
 * @param issues its warnings; their subjects and sentences are empty if it kept the location secret
 */
public record PublishedLedger(
    String settingsHash,
    String scenesHash,
    String lockHash,
    List<InputFile> inputs,
    List<Ledger.Output> outputs,
    int frames,
    List<Drop> dropped,
    List<FilledFrame> filled,
    boolean altered,
    List<Issue> issues) {

  /** Where the scenes of both panels of a comparison are. */
  private static final List<String> PANELS = List.of("/scenes", "/secondPanel/scenes");

  /**
   * A scene that was not used.
   *
   * @param id the scene
   * @param reason an identifier
   * @param detail one sentence
   * @param panel 1, or 2 for the second panel of a comparison
   */
  public record Drop(String id, String reason, String detail, int panel) {}

  /**
   * A frame that shows pixels of other dates.
   *
   * @param id of the frame's acquisition
   * @param percent share of the area of interest
   * @param from the acquisitions that the pixels are of
   * @param panel 1, or 2 for the second panel of a comparison
   */
  public record FilledFrame(String id, double percent, List<String> from, int panel) {}

  /** The frames of which something was filled in one panel. */
  public List<FilledFrame> filled(int panel) {
    return filled.stream().filter(frame -> frame.panel() == panel).toList();
  }

  /** Reads an earlier ledger; empty if there is none or it cannot be understood. */
  public static Optional<PublishedLedger> find(Path file) {
    try {
      Optional<LedgerTree> found = LedgerTree.find(file);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      JsonNode root = found.get().root();
      JsonNode job = root.path("job");
      boolean complete =
          job.path("settingsHash").isTextual()
              && job.path("scenesHash").isTextual()
              && root.path("outputs").isArray();
      if (!complete) {
        return Optional.empty();
      }
      for (JsonNode output : root.path("outputs")) {
        if (!FileNames.isPlain(output.path("file").asText())) {
          return Optional.empty();
        }
      }
      return Optional.of(
          new PublishedLedger(
              job.path("settingsHash").asText(),
              job.path("scenesHash").asText(),
              job.path("lockHash").asText(),
              inputs(root),
              outputs(root),
              frames(root),
              dropped(root),
              filled(root),
              found.get().isAltered(),
              issues(root)));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static List<InputFile> inputs(JsonNode root) {
    List<InputFile> inputs = new ArrayList<>();
    for (JsonNode node : root.path("inputs")) {
      inputs.add(
          new InputFile(
              node.path("setting").asText(),
              node.path("file").asText(),
              node.path("key").asText()));
    }
    return inputs;
  }

  private static List<Ledger.Output> outputs(JsonNode root) {
    List<Ledger.Output> outputs = new ArrayList<>();
    for (JsonNode node : root.path("outputs")) {
      outputs.add(
          new Ledger.Output(
              node.path("file").asText(),
              node.path("rendition").asText(),
              node.path("bytes").asLong(-1),
              node.path("sha256").asText(),
              node.path("frames").asInt(),
              node.path("durationSeconds").isNumber()
                  ? OptionalDouble.of(node.path("durationSeconds").asDouble())
                  : OptionalDouble.empty(),
              segments(node),
              encoding(node)));
    }
    return outputs;
  }

  private static Optional<Ledger.Encoding> encoding(JsonNode output) {
    if (!output.path("mediaType").isTextual()) {
      return Optional.empty();
    }
    List<String> givenUp = new ArrayList<>();
    output.path("givenUp").forEach(phrase -> givenUp.add(phrase.asText()));
    return Optional.of(
        new Ledger.Encoding(
            output.path("key").asText(),
            output.path("mediaType").asText(),
            givenUp,
            output.path("crf").isInt()
                ? OptionalInt.of(output.path("crf").asInt())
                : OptionalInt.empty()));
  }

  /**
   * Scenes that are mosaicked share the index of their frame, which counts from 0. The last frame
   * may be that of a date of the second panel.
   */
  private static int frames(JsonNode root) {
    int frames = 0;
    for (String panel : PANELS) {
      for (JsonNode scene : root.at(panel)) {
        frames = Math.max(frames, scene.path("frameIndex").asInt(-1) + 1);
      }
    }
    return frames;
  }

  private static List<Ledger.Segment> segments(JsonNode output) {
    List<Ledger.Segment> segments = new ArrayList<>();
    for (JsonNode node : output.path("segments")) {
      segments.add(
          new Ledger.Segment(
              node.path("key").asText(),
              node.path("sha256").asText(),
              node.path("pictures").asInt(),
              node.path("frames").asInt()));
    }
    return segments;
  }

  private static List<FilledFrame> filled(JsonNode root) {
    List<FilledFrame> filled = new ArrayList<>();
    for (int panel = 1; panel <= PANELS.size(); panel++) {
      for (JsonNode scene : root.at(PANELS.get(panel - 1))) {
        if (!scene.path("filledFrom").isEmpty() && scene.path("frameIndex").isInt()) {
          List<String> from = new ArrayList<>();
          scene.path("filledFrom").forEach(id -> from.add(id.asText()));
          filled.add(
              new FilledFrame(
                  scene.path("acquisitionId").asText(),
                  scene.path("filledPercent").asDouble(),
                  from,
                  panel));
        }
      }
    }
    return filled;
  }

  private static List<Drop> dropped(JsonNode root) {
    List<Drop> dropped = new ArrayList<>();
    for (int panel = 1; panel <= PANELS.size(); panel++) {
      for (JsonNode scene : root.at(PANELS.get(panel - 1))) {
        if (scene.path("status").asText().equals("dropped")) {
          dropped.add(
              new Drop(
                  scene.path("id").asText(),
                  scene.path("reason").asText(),
                  scene.path("detail").asText(),
                  panel));
        }
      }
    }
    return dropped;
  }

  private static List<Issue> issues(JsonNode root) {
    List<Issue> issues = new ArrayList<>();
    for (JsonNode issue : root.path("issues")) {
      issues.add(
          new Issue(
              issue.path("code").asText(),
              issue.path("subject").asText(),
              issue.path("sentence").asText()));
    }
    return issues;
  }
}

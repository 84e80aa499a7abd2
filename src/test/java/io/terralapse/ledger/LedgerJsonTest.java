package io.terralapse.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.Displacement;
import io.terralapse.model.Shift;
import io.terralapse.testkit.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerJsonTest {
  private static final List<String> SECTIONS =
      List.of(
          "job",
          "grid",
          "look",
          "reference",
          "inputs",
          "outputs",
          "frames",
          "scenes",
          "gaps",
          "onset",
          "issues",
          "ledgerHash");

  private final LedgerJson json = new LedgerJson();

  @TempDir Path folder = Path.of("");

  private String text(Ledger ledger) throws IOException {
    Path file = folder.resolve("a.ledger.json");
    json.write(ledger, file);
    return Files.readString(file);
  }

  private JsonNode tree(Ledger ledger) throws IOException {
    return new ObjectMapper().readTree(text(ledger));
  }

  private static List<String> keys(JsonNode node) {
    return node.properties().stream().map(f -> f.getKey()).toList();
  }

  @Test
  void theLookHasTheBandsAndTheirStretch() throws IOException {
    JsonNode look = tree(Ledgers.ledger(true)).path("look");
    assertEquals("Near infrared, red, green", look.path("caption").asText());
    assertEquals(
        "[{\"name\":\"nir\",\"low\":0.0123457,\"high\":0.4},"
            + "{\"name\":\"red\",\"low\":0,\"high\":1200},"
            + "{\"name\":\"green\",\"low\":-2.5,\"high\":1.0E-7}]",
        look.path("channels").toString());
    assertEquals(16.88, look.path("enlargement").asDouble());
    assertEquals("north arrow", look.path("furnitureLeftOut").path(0).asText());
    assertTrue(tree(Ledgers.empty()).path("look").isNull());
  }

  @Test
  void keysAreInAFixedOrder() throws IOException {
    JsonNode root = tree(Ledgers.ledger(true));
    assertEquals(SECTIONS, keys(root));
    assertEquals(
        List.of(
            "bands",
            "caption",
            "channels",
            "gamma",
            "curve",
            "saturation",
            "colormap",
            "enlargement",
            "furnitureLeftOut"),
        keys(root.path("look")));
    assertEquals(List.of("name", "low", "high"), keys(root.path("look").path("channels").path(0)));
    assertEquals(
        List.of("name", "toolVersion", "codeVersion", "settingsHash", "scenesHash", "lockHash"),
        keys(root.path("job")));
    assertEquals(
        List.of("crs", "width", "height", "transform", "pixelSizeM"), keys(root.path("grid")));
    assertEquals(List.of("sceneId", "why"), keys(root.path("reference")));
    assertEquals(
        List.of("file", "rendition", "bytes", "sha256", "frames", "durationSeconds"),
        keys(root.path("outputs").path(0)));
    List<String> entry =
        List.of(
            "id",
            "acquisitionId",
            "assets",
            "sensor",
            "acquired",
            "dateSource",
            "coveragePercent",
            "cloudPercent",
            "cloudSource",
            "persistentCloudPercent",
            "shift",
            "gain",
            "tone",
            "filledPercent",
            "filledFrom",
            "status",
            "reason",
            "detail",
            "frameIndex",
            "startSeconds",
            "endSeconds");
    assertEquals(entry, keys(root.path("scenes").path(0)));
    assertEquals(entry, keys(root.path("scenes").path(1)));
  }

  @Test
  void aShiftHasItsKeysInAFixedOrder() throws IOException {
    JsonNode root = tree(Ledgers.ledger(true));
    assertEquals(
        List.of(
            "dxPx",
            "dyPx",
            "dxM",
            "dyM",
            "uncertaintyPx",
            "model",
            "confidence",
            "residualPx",
            "tiePoints",
            "rejectedTiePoints",
            "closurePx",
            "applied",
            "status"),
        keys(root.path("scenes").path(0).path("shift")));
  }

  @Test
  void aToneHasItsKeysInAFixedOrder() throws IOException {
    JsonNode root = tree(Ledgers.ledger(true));
    assertEquals(
        List.of("method", "gain", "offset", "noChangePercent", "residual", "reason"),
        keys(root.path("scenes").path(0).path("tone")));
  }

  @Test
  void numbersAreRoundedToWhatTheyAreGoodFor() throws IOException {
    String text = text(Ledgers.ledger(true));
    for (String line :
        List.of(
            "\"pixelSizeM\" : 1.987654",
            "\"durationSeconds\" : 3.6",
            "\"coveragePercent\" : 99.99",
            "\"cloudPercent\" : 12.34",
            "\"dxPx\" : 1.2346",
            "\"dyPx\" : -2",
            "\"dxM\" : 2.454",
            "\"dyM\" : -3.975",
            "\"uncertaintyPx\" : 0.0333",
            "\"confidence\" : 0.988",
            "\"residualPx\" : 0.25",
            "\"gain\" : 1.01",
            "\"noChangePercent\" : 12.34",
            "\"residual\" : 0.0123",
            "\"endSeconds\" : 0.8")) {
      boolean last = text.contains(line + "\n");
      assertTrue(last || text.contains(line + ",\n"), line + "\n" + text);
    }
    assertFalse(text.contains("E-") || text.contains("E+"), text);
  }

  @Test
  void theGridIsWrittenInGdalsOrder() throws IOException {
    JsonNode grid = tree(Ledgers.ledger(true)).path("grid");
    assertEquals("EPSG:26914", grid.path("crs").asText());
    assertEquals("[500000.5,2.0,0,5300000.0,0,-2.0]", grid.path("transform").toString());
    assertEquals(640, grid.path("width").asInt());
  }

  @Test
  void whatIsUnknownIsNull() throws IOException {
    JsonNode scenes = tree(Ledgers.ledger(true)).path("scenes");
    for (String key : List.of("cloudPercent", "cloudSource", "reason", "detail")) {
      assertTrue(scenes.path(0).path(key).isNull(), key);
    }
    for (String key :
        List.of("coveragePercent", "gain", "frameIndex", "startSeconds", "endSeconds")) {
      assertTrue(scenes.path(1).path(key).isNull(), key);
    }
    assertTrue(scenes.path(1).path("assets").path(0).path("key").isNull());
    assertEquals("used", scenes.path(0).path("status").asText());
    assertEquals("dropped", scenes.path(1).path("status").asText());
    assertEquals("coverage", scenes.path(1).path("reason").asText());

    JsonNode empty = tree(Ledgers.empty());
    assertTrue(empty.path("grid").isNull() && empty.path("reference").isNull());
    assertEquals(0, empty.path("outputs").size() + empty.path("scenes").size());
  }

  @Test
  void numbersThatAreNoneAreNull() throws IOException {
    Shift odd =
        new Shift(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            "none",
            -1e-9,
            Double.NaN,
            0,
            0,
            0,
            Displacement.NONE,
            false,
            Shift.Status.REFUSED);
    JsonNode shift = tree(Ledgers.of(Ledgers.used("a", odd))).path("scenes").path(0).path("shift");
    for (String key : List.of("dxPx", "dyPx", "dxM", "dyM", "uncertaintyPx", "residualPx")) {
      assertTrue(shift.path(key).isNull(), key);
    }
    assertEquals("0", shift.path("confidence").toString());
  }

  @Test
  void aHiddenLocationLeavesNoCoordinatesAndNoFolders() throws IOException {
    String text = text(Ledgers.ledger(false));
    JsonNode root = new ObjectMapper().readTree(text);
    assertEquals(List.of("width", "height", "pixelSizeM"), keys(root.path("grid")));
    assertEquals("a.tif", root.path("scenes").path(0).path("assets").path(0).path("path").asText());
    for (String secret : List.of("private", "north field", "500000", "5300000", "26914")) {
      assertFalse(text.contains(secret), secret);
    }
    assertTrue(text(Ledgers.ledger(true)).contains("private/north field/a.tif"));
  }

  @Test
  void theSameLedgerGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("1.json");
    Path second = folder.resolve("2.json");
    json.write(Ledgers.ledger(true), first);
    new LedgerJson().write(Ledgers.ledger(true), second);
    assertEquals(-1, Files.mismatch(first, second));
    String text = Files.readString(first);
    assertTrue(text.endsWith("}\n") && !text.contains("\r"), text);
    json.write(Ledgers.empty(), second);
    json.write(Ledgers.ledger(true), second);
    assertEquals(-1, Files.mismatch(first, second), "an older ledger shows through");
  }

  @Test
  void whatWasWrittenIsFoundByTheNextRun() throws IOException {
    text(Ledgers.ledger(true));
    PublishedLedger previous = PublishedLedger.find(folder.resolve("a.ledger.json")).orElseThrow();
    assertEquals("settings-hash", previous.settingsHash());
    assertEquals("scenes-hash", previous.scenesHash());
    assertEquals("lock-hash", previous.lockHash());
    assertEquals(2, previous.outputs().size());
    Ledger.Output video = previous.outputs().get(0);
    assertEquals(
        new Ledger.Output("lakes.mp4", "default", 123_456, "ab12", 3, OptionalDouble.of(3.6)),
        video);
    assertTrue(previous.outputs().get(1).durationSeconds().isEmpty());
  }

  @Test
  void theSegmentsOfAVideoComeBack() throws IOException {
    Ledger.Output video =
        new Ledger.Output(
            "lakes.mp4",
            "default",
            123_456,
            "ab12",
            60,
            OptionalDouble.of(3.6),
            List.of(
                new Ledger.Segment("0123", "ab", 8, 40), new Ledger.Segment("4567", "cd", 2, 20)),
            Optional.empty());
    Ledger plain = Ledgers.ledger(true);
    text(
        new Ledger(
            plain.job(),
            plain.grid(),
            plain.reference(),
            List.of(video),
            plain.scenes(),
            plain.issues(),
            plain.look()));
    PublishedLedger previous = PublishedLedger.find(folder.resolve("a.ledger.json")).orElseThrow();
    assertEquals(List.of(video), previous.outputs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "not json",
        "42",
        "null",
        "[]",
        "{}",
        "{\"job\": 3}",
        "{\"job\": {\"settingsHash\": 1, \"scenesHash\": \"c\"}}",
        "{\"outputs\": [{\"file\": \"a\"}]}",
        "{\"job\": {\"settingsHash\": \"s\"}, \"outputs\": []}"
      })
  void aLedgerThatMakesNoSenseIsNone(String damaged) throws IOException {
    Path file = Files.writeString(folder.resolve("a.ledger.json"), damaged);
    assertEquals(Optional.empty(), PublishedLedger.find(file));
  }

  @Test
  void deepAndBrokenLedgersAreNone() throws IOException {
    Path file = folder.resolve("a.ledger.json");
    Files.writeString(file, "[".repeat(200_000));
    assertEquals(Optional.empty(), PublishedLedger.find(file));
    Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28, 0});
    assertEquals(Optional.empty(), PublishedLedger.find(file));
    assertEquals(Optional.empty(), PublishedLedger.find(folder.resolve("none.json")));
    assertEquals(Optional.empty(), PublishedLedger.find(folder));
  }

  @Test
  void outputsWithoutSizeOrHashFitNoFile() throws IOException {
    Path file = earlier("[{\"file\": \"a.mp4\"}, {\"file\": \"a.jpg\", \"bytes\": \"x\"}]");
    assertEquals(2, PublishedLedger.find(file).orElseThrow().outputs().size());
    for (Ledger.Output output : PublishedLedger.find(file).orElseThrow().outputs()) {
      assertEquals(-1, output.bytes());
      assertEquals("", output.sha256());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "{}", "{\"file\": \"\"}", "{\"file\": \"a\\u0000\"}", "{\"file\": \"../a\"}"})
  void anEarlierLedgerThatNamesNoPlainFileIsNone(String output) throws IOException {
    assertEquals(Optional.empty(), PublishedLedger.find(earlier("[" + output + "]")));
  }

  private Path earlier(String outputs) throws IOException {
    return Files.writeString(
        folder.resolve("a.ledger.json"),
        "{\"job\": {\"settingsHash\": \"s\", \"scenesHash\": \"c\"}, \"outputs\": "
            + outputs
            + "}");
  }
}

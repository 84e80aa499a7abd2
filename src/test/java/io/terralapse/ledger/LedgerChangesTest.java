package io.terralapse.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerChangesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder = Path.of("");

  private static ObjectNode ledger(String... dates) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("job")
        .put("toolVersion", "1")
        .put("settingsHash", "s")
        .put("scenesHash", String.join(",", dates))
        .put("lockHash", "l");
    root.putObject("grid").put("width", 10);
    root.putObject("look").put("gamma", 1).putArray("furnitureLeftOut");
    int index = 0;
    for (String date : dates) {
      ObjectNode scene = root.withArray("scenes").addObject();
      scene.put("id", "id-" + date).put("acquisitionId", "id-" + date).put("acquired", date);
      scene.putArray("assets").addObject().put("path", "p").put("key", "k" + date);
      scene.putObject("shift").put("dxPx", 0.5).put("confidence", 0.9).put("status", "aligned");
      scene.put("status", "used").put("frameIndex", index).put("startSeconds", index * 0.8);
      index++;
    }
    return root;
  }

  private PublishedScenes scenes(ObjectNode ledger) throws IOException {
    return scenes(ledger, false);
  }

  private PublishedScenes scenes(ObjectNode ledger, boolean twoSequences) throws IOException {
    Path file = folder.resolve("l.json");
    Files.writeString(file, ledger.toString());
    return PublishedScenes.find(file, twoSequences).orElseThrow();
  }

  private LedgerChanges changed(Consumer<ObjectNode> change) throws IOException {
    ObjectNode now = ledger("2020", "2021");
    change.accept(now);
    return LedgerChanges.between(
        Optional.of(scenes(ledger("2020", "2021"))), scenes(now), List.of());
  }

  private static ObjectNode scene(ObjectNode ledger, int index) {
    return (ObjectNode) ledger.path("scenes").path(index);
  }

  @Test
  void aFirstRunHasNewDatesOnly() throws IOException {
    LedgerChanges changes =
        LedgerChanges.between(Optional.empty(), scenes(ledger("2020", "2021")), List.of());
    assertEquals("This is the first run.", changes.why());
    assertEquals(
        List.of(
            new LedgerChanges.NewDate("id-2020", "2020", 0, 0),
            new LedgerChanges.NewDate("id-2021", "2021", 1, 0.8)),
        changes.newDates());
    assertEquals(List.of(), changes.changedFrames());
  }

  @Test
  void anAddedDateChangesNoOtherFrameThoughItMovesThem() throws IOException {
    LedgerChanges changes =
        LedgerChanges.between(
            Optional.of(scenes(ledger("2020", "2022"))),
            scenes(ledger("2020", "2021", "2022")),
            List.of());
    assertEquals("A date is new.", changes.why());
    assertEquals(List.of("id-2021"), changes.newDates().stream().map(d -> d.id()).toList());
    assertEquals(List.of(), changes.changedFrames());
  }

  @Test
  void whatAFrameDependsOnIsNamed() throws IOException {
    LedgerChanges shift = changed(l -> ((ObjectNode) scene(l, 1).path("shift")).put("dxPx", 0.6));
    assertEquals(
        List.of(new LedgerChanges.ChangedFrame("id-2021", "2021", List.of("shift"))),
        shift.changedFrames());
    LedgerChanges content =
        changed(
            l -> {
              ((ObjectNode) scene(l, 0).path("assets").path(0)).put("key", "other");
              ((ObjectNode) l.path("job")).put("scenesHash", "other");
            });
    assertEquals("The scenes have changed.", content.why());
    assertEquals(List.of("scenes"), content.changedFrames().get(0).why());
    LedgerChanges look = changed(l -> ((ObjectNode) l.path("look")).put("gamma", 2));
    assertEquals(2, look.changedFrames().size());
    assertEquals(List.of("look"), look.changedFrames().get(0).why());
    LedgerChanges settings = changed(l -> ((ObjectNode) l.path("job")).put("settingsHash", "t"));
    assertEquals("Settings have changed.", settings.why());
    assertEquals(List.of("settings"), settings.changedFrames().get(1).why());
    LedgerChanges program = changed(l -> ((ObjectNode) l.path("job")).put("toolVersion", "2"));
    assertTrue(program.why().startsWith("The program is another version (1 before)"));
  }

  @Test
  void anotherProgramWithOtherHashesHasTheSameScenesIfTheirContentIs() throws IOException {
    Consumer<ObjectNode> upgrade =
        l ->
            ((ObjectNode) l.path("job"))
                .put("codeVersion", "b")
                .put("settingsHash", "t")
                .put("scenesHash", "other");
    LedgerChanges program = changed(upgrade);
    assertEquals("The program is another build of its version.", program.why());
    assertEquals(List.of("program"), program.changedFrames().get(0).why());
    LedgerChanges content =
        changed(
            upgrade.andThen(
                l -> ((ObjectNode) scene(l, 0).path("assets").path(0)).put("key", "other")));
    assertEquals(
        "The program is another build of its version, and the scenes have changed.", content.why());
  }

  @Test
  void framesOfAVideoThatIsCodedTheSameAreNotChanged() throws IOException {
    Consumer<ObjectNode> video =
        l ->
            l.withArray("outputs")
                .addObject()
                .put("rendition", "main")
                .putArray("segments")
                .addObject()
                .put("sha256", "v");
    ObjectNode before = ledger("2020", "2021", "2022");
    ObjectNode now = ledger("2020", "2021");
    video.accept(before);
    video.accept(now);
    ((ObjectNode) now.path("job")).put("toolVersion", "2");
    assertEquals(
        List.of(new LedgerChanges.ChangedFrame("id-2022", "2022", List.of("gone"))),
        LedgerChanges.between(Optional.of(scenes(before)), scenes(now), List.of()).changedFrames());
  }

  private static ObjectNode keyed(ObjectNode ledger, String... keys) {
    for (String key : keys) {
      ledger.withArray("frames").addObject().put("picture", key).put("coded", "c" + key);
    }
    return ledger;
  }

  @Test
  void aFrameWithTheSamePictureIsNotChangedWhateverIsSaidOfIt() throws IOException {
    ObjectNode now = keyed(ledger("2020", "2021"), "a", "b");
    ((ObjectNode) scene(now, 1).path("shift")).put("status", "reference").put("dxPx", 0.6);
    ((ObjectNode) now.path("job")).put("settingsHash", "t");
    PublishedScenes before = scenes(keyed(ledger("2020", "2021"), "a", "b"));
    assertEquals(
        List.of(),
        LedgerChanges.between(Optional.of(before), scenes(now), List.of()).changedFrames());
  }

  @Test
  void anotherPictureOrAnotherQualityIsAChangeOfWhichThereIsANotice() throws IOException {
    PublishedScenes before = scenes(keyed(ledger("2020", "2021"), "a", "b"));
    ObjectNode now = keyed(ledger("2020", "2021"), "a", "x");
    ((ObjectNode) now.path("frames").path(0)).put("coded", "other");
    LedgerChanges changes = LedgerChanges.between(Optional.of(before), scenes(now), List.of());
    assertEquals(
        List.of(
            new LedgerChanges.ChangedFrame("id-2020", "2020", List.of("encoding")),
            new LedgerChanges.ChangedFrame("id-2021", "2021", List.of("picture"))),
        changes.changedFrames());
    assertEquals(
        List.of(
            "Published frames are drawn again, because what is drawn over or beside them has changed: 2021.",
            "Published frames are encoded again with the same picture: 2020."),
        changes.notices());
  }

  @Test
  void aDateOfTwoPanelsIsNamedOnce() throws IOException {
    ObjectNode before = keyed(ledger("2020"), "a");
    ObjectNode now = keyed(ledger("2020"), "x");
    before.putObject("secondPanel").set("scenes", ledger("2020").path("scenes"));
    now.putObject("secondPanel").set("scenes", ledger("2020").path("scenes"));
    assertEquals(
        List.of(
            "Published frames are drawn again, because what is drawn over or beside them has"
                + " changed: 2020."),
        LedgerChanges.between(Optional.of(scenes(before, true)), scenes(now, true), List.of())
            .notices());
  }

  @Test
  void anotherReferenceIsNoChangeWhereOlderLedgersHaveNoKeys() throws IOException {
    assertEquals(
        List.of(),
        changed(l -> ((ObjectNode) scene(l, 1).path("shift")).put("status", "reference"))
            .changedFrames());
  }

  @Test
  void whatChangesNoPixelIsNoChange() throws IOException {
    assertEquals(
        List.of(),
        changed(
                l -> {
                  ((ObjectNode) scene(l, 0).path("shift")).put("confidence", 0.5);
                  ((ObjectNode) scene(l, 0).path("assets").path(0)).put("path", "elsewhere");
                  scene(l, 0).put("cloudPercent", 3).put("tone", "written by a later version");
                })
            .changedFrames());
  }

  @Test
  void aFrameThatIsGoneIsAChange() throws IOException {
    LedgerChanges changes =
        LedgerChanges.between(
            Optional.of(scenes(ledger("2020", "2021"))), scenes(ledger("2021")), List.of());
    assertEquals(
        List.of(new LedgerChanges.ChangedFrame("id-2020", "2020", List.of("gone"))),
        changes.changedFrames());
  }

  @Test
  void withoutAnyChangeTheReasonIsAnOptionAFileOrTheLock() throws IOException {
    PublishedScenes same = scenes(ledger("2020"));
    assertEquals(
        "--relock was given.",
        LedgerChanges.between(Optional.of(same), same, List.of("--relock was given")).why());
    assertEquals(
        "A published file was missing or altered.",
        LedgerChanges.between(Optional.of(same), same, List.of()).why());
    ObjectNode locked = ledger("2020");
    ((ObjectNode) locked.path("job")).put("lockHash", "other");
    assertEquals(
        "The lock has changed.",
        LedgerChanges.between(Optional.of(same), scenes(locked), List.of()).why());
  }

  @Test
  void datesOfASecondPanelCountWhereTheyAreDatesOfTheirOwn() throws IOException {
    ObjectNode before = ledger("2020", "2021");
    ObjectNode now = ledger("2020", "2021");
    before.putObject("secondPanel").set("scenes", ledger("2020").path("scenes"));
    now.putObject("secondPanel").set("scenes", ledger("2020", "2021").path("scenes"));
    ((ObjectNode) now.path("job")).put("scenesHash", "other");
    LedgerChanges changes =
        LedgerChanges.between(Optional.of(scenes(before, true)), scenes(now, true), List.of());
    assertEquals("A date is new.", changes.why());
    assertEquals(
        List.of(new LedgerChanges.NewDate("id-2021", "2021", 1, 0.8, 2)), changes.newDates());
    assertEquals(List.of(), changes.changedFrames());
    changes =
        LedgerChanges.between(Optional.of(scenes(now, true)), scenes(before, true), List.of());
    assertEquals(
        List.of(new LedgerChanges.ChangedFrame("id-2021", "2021", List.of("gone"), 2)),
        changes.changedFrames());
    assertEquals(
        List.of(),
        LedgerChanges.between(Optional.of(scenes(before, false)), scenes(now, false), List.of())
            .newDates());
  }

  @Test
  void whatIsNoLedgerIsNotRead() throws IOException {
    for (String text : List.of("", "[]", "{", "{\"job\": 1}", "{\"scenes\": []}", "null")) {
      Path file = Files.writeString(folder.resolve("bad.json"), text);
      assertEquals(Optional.empty(), PublishedScenes.find(file), text);
    }
    assertEquals(Optional.empty(), PublishedScenes.find(folder));
    JsonNode hostile = JSON.readTree("{\"job\": {\"settingsHash\": \"s\"}, \"scenes\": [1, null]}");
    assertEquals(2, scenes((ObjectNode) hostile).scenes().size());
  }
}

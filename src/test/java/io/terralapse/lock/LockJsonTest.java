package io.terralapse.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock comes back to the last bit, and what people do to it is noticed. */
class LockJsonTest {
  @TempDir Path folder = Path.of("");

  private static Lock lock() {
    List<Double> coefficients = Collections.nCopies(16, 1 / 3.0);
    Displacement.BSpline spline =
        new Displacement.BSpline(-1.5, 2, 40, 4, coefficients, coefficients);
    Displacement deformed = new Displacement(0.1, 0.2, 1e-3, 2e-3, -3e-3, 4e-3, List.of(spline));
    Shift shift =
        new Shift(
            1 / 3.0,
            -2.5e-7,
            0.02,
            "local",
            0.9,
            0.1,
            80,
            3,
            0.04,
            deformed,
            true,
            Shift.Status.ALIGNED);
    return Lock.of(
        new Lock.Alignment(
            "basis",
            new Lock.Anchor("a", "content-a", "a is sharp"),
            List.of(new Lock.Square(10.5, 20, 32)),
            List.of(
                new Lock.Date("a", "content-a", Shift.REFERENCE),
                new Lock.Date("b", "content-b", shift))));
  }

  private static String message(UserError error) {
    return Objects.requireNonNull(error.getMessage());
  }

  private Path file() {
    return folder.resolve("bridge.lock");
  }

  @Test
  void everythingComesBackToTheLastBit() throws IOException {
    LockJson.write(lock(), file());
    assertEquals(Optional.of(lock()), LockJson.find(file()));
    String text = Files.readString(file());
    assertEquals(LockJson.text(lock()), text);
    assertFalse(text.contains("\r"), "the same bytes on every system");
    assertTrue(
        text.replaceAll("\\s", "")
            .contains(
                "\"displacement\":{\"dx\":0.1,\"dy\":0.2,\"a\":0.001,\"b\":0.002,\"c\":-0.003,"
                    + "\"d\":0.004,\"bends\":[{\"originX\":-1.5,\"originY\":2.0,\"step\":40.0,"
                    + "\"columns\":4,\"x\":[0.3333333333333333,"),
        text);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing temporary is left");
    }
    Path plain = Files.writeString(folder.resolve("plain"), "as any file");
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertEquals(
          Files.getPosixFilePermissions(plain),
          Files.getPosixFilePermissions(file()),
          "as readable as any file");
    }
  }

  @Test
  void noFileIsNoLock() throws IOException {
    assertEquals(Optional.empty(), LockJson.find(file()));
  }

  @Test
  void whatSaysTheSameIsLeftAlone() throws IOException {
    LockJson.write(lock(), file());
    FileTime then = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
    Files.setLastModifiedTime(file(), then);
    LockJson.write(lock(), file());
    assertEquals(then, Files.getLastModifiedTime(file()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "<<<<<<< ours",
        "{\"lockVersion\": 1}",
        "{\"lockVersion\": 3, \"grid\": {",
        "{\"lockVersion\": 1, \"alignment\": null}",
        "{\"lockVersion\": 1, \"alignment\": {\"basis\": \"x\", \"dates\": []}}",
        "{\"lockVersion\": 0, \"alignment\": {\"basis\": \"x\", \"anchor\": {\"id\": \"a\","
            + " \"content\": \"c\", \"why\": \"w\"}, \"excluded\": [], \"dates\": []}}"
      })
  void whatIsNoLockIsRefusedInOneSentence(String text) throws IOException {
    Files.writeString(file(), text);
    UserError error = assertThrows(UserError.class, () -> LockJson.find(file()));
    assertEquals(ExitCode.USAGE, error.exitCode());
    String expected = "bridge\\.lock: is not a lock \\((?!.*(Source|io\\.terra)).*--relock.*";
    assertTrue(message(error).matches(expected), message(error));
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    String text = LockJson.text(lock()).replace("-2.5E-7", "\"NaN\"");
    assertTrue(text.contains("NaN"));
    Files.writeString(file(), text);
    assertThrows(UserError.class, () -> LockJson.find(file()));
  }

  @Test
  void aNewerVersionIsReportedAsSuch() throws IOException {
    Files.writeString(file(), "{\"lockVersion\": 99, \"grid\": {}}");
    UserError error = assertThrows(UserError.class, () -> LockJson.find(file()));
    assertTrue(message(error).contains("newer Terralapse"), message(error));
  }

  private static final Lock.PublishedGrid GRID =
      new Lock.PublishedGrid(
          "settings", new Grid("EPSG:32633", 500_000.1, 5_000_000, 1 / 3.0, 0.33, 640, 360));

  @Test
  void theGridComesBackToTheLastBit() throws IOException {
    LockJson.write(lock().with(GRID), file());
    assertEquals(Optional.of(lock().with(GRID)), LockJson.find(file()));
    Lock.PublishedGrid pixels =
        new Lock.PublishedGrid("settings", new Grid("PIXELS", 0, 0, 1, Double.NaN, 200, 300));
    Lock alone = Lock.of(List.of(), Optional.of(pixels), Optional.empty());
    LockJson.write(alone, file());
    assertEquals(Optional.of(alone), LockJson.find(file()));
  }

  /** As earlier versions wrote it: the dates are in the alignment, one value per line. */
  private static String earlier(int version, String grid) {
    return """
    {
      "lockVersion" : %d,%s
      "alignment" : {
        "basis" : "basis",
        "anchor" : {
          "id" : "a",
          "content" : "content-a",
          "why" : "a is sharp"
        },
        "excluded" : [ ],
        "dates" : [ {
          "id" : "a",
          "content" : "content-a",
          "shift" : {
            "dxPx" : 0.0,
            "dyPx" : 0.0,
            "uncertaintyPx" : 0.0,
            "model" : "none",
            "confidence" : 1.0,
            "residualPx" : 0.0,
            "tiePoints" : 0,
            "rejectedTiePoints" : 0,
            "closurePx" : 0.0,
            "displacement" : {
              "dx" : 0.0, "dy" : 0.0, "a" : 0.0, "b" : 0.0, "c" : 0.0, "d" : 0.0, "bends" : [ ]
            },
            "applied" : false,
            "status" : "REFERENCE"
          }
        } ]
      }
    }
    """
        .formatted(version, grid);
  }

  @Test
  void locksOfEarlierVersionsAreRead() throws IOException {
    Files.writeString(file(), earlier(1, ""));
    Lock first = LockJson.find(file()).orElseThrow();
    assertEquals(1, first.lockVersion());
    assertEquals(Optional.empty(), first.grid());
    Lock.Date date = first.alignment().orElseThrow().dates().get(0);
    assertEquals(new Lock.Date("a", "content-a", Shift.REFERENCE), date);
    Files.writeString(
        file(),
        earlier(
            2,
            "\"grid\": {\"settings\": \"settings\", \"crs\": \"EPSG:32633\", \"originX\":"
                + " 500000.1, \"originY\": 5000000.0, \"pixelSize\": 0.3333333333333333,"
                + " \"pixelSizeM\": 0.33, \"width\": 640, \"height\": 360},"));
    Lock second = LockJson.find(file()).orElseThrow();
    assertEquals(Optional.of(GRID), second.grid());
    assertEquals(first.alignment(), second.alignment());
    assertEquals(Optional.empty(), second.stretch());
    assertEquals(Optional.empty(), second.frames());
  }

  private static final Lock.PublishedStretch STRETCH =
      new Lock.PublishedStretch(
          "tone",
          List.of(1 / 3.0, -1e-9),
          List.of(7.1, 2.0),
          1.1,
          "filmic",
          1.5,
          1 / 7.0,
          0.1,
          2.5,
          1.25);

  private static final Lock.Furniture FURNITURE =
      new Lock.Furniture(
          "furniture",
          List.of("28 September 2023"),
          List.of("© \"A\" · B"),
          "NDVI",
          List.of(new Lock.CaptionTime("2024-01-15T10:00:31Z", "HH:mm")),
          List.of(0.45, 0.62),
          Optional.empty());

  private static final Lock.PublishedFrames FRAMES =
      new Lock.PublishedFrames(
          "select",
          List.of(
              new Lock.Frame("a", "content-a", "2024-01-05", Optional.of("© A"), List.of()),
              new Lock.Frame(
                  "b",
                  "content-b",
                  "2024-01-15",
                  Optional.empty(),
                  List.of("a"),
                  Optional.of(
                      new ToneCorrection(
                          ToneCorrection.Method.GAIN,
                          List.of(1.0 / 3, 1.1),
                          List.of(-1e-17, 0.0),
                          255,
                          1.0 / 7,
                          0.1 + 0.2,
                          0,
                          "It \"is\" so.")))),
          List.of("a"),
          List.of(new Lock.Excluded("c", "content-c", "cloud")));

  @Test
  void stretchAndFramesComeBackAndEveryDateHasOneLine() throws IOException {
    Lock lock = lock().with(GRID).with(STRETCH, FRAMES).with(FURNITURE);
    LockJson.write(lock, file());
    assertEquals(Optional.of(lock), LockJson.find(file()));
    List<String> lines = Files.readAllLines(file());
    for (String id : List.of("a", "b", "c")) {
      assertEquals(
          1,
          lines.stream()
              .filter(line -> line.matches("  (  |, )\\{\"id\":\"" + id + "\".*"))
              .count(),
          String.join("\n", lines));
    }
    Lock more =
        lock.with(
            STRETCH,
            new Lock.PublishedFrames(
                "select",
                List.of(
                    FRAMES.frames().get(0),
                    FRAMES.frames().get(1),
                    new Lock.Frame("d", "content-d", "2024-01-25", Optional.empty(), List.of())),
                FRAMES.segmentStarts(),
                FRAMES.excluded()));
    List<String> added = new ArrayList<>(LockJson.text(more).lines().toList());
    added.removeAll(lines);
    assertEquals(1, added.size(), "a new date is one new line: " + added);
  }

  @Test
  void theLatestDateIsThatOfTheFrames() {
    assertEquals(Optional.empty(), latest());
    assertEquals(Optional.empty(), latest("undated", "2024-13-45"));
    assertEquals(Optional.of(Instant.parse("2024-02-01T00:00:00Z")), latest("1985", "2024-02"));
    assertEquals(
        Optional.of(Instant.parse("2024-02-29T00:00:00Z")),
        latest("2024-02-29T10:20:30.5Z", "2023-12-31", "2024"));
  }

  private static Optional<Instant> latest(String... acquired) {
    return new Lock.PublishedFrames(
            "select",
            Stream.of(acquired)
                .map(text -> new Lock.Frame(text, "c", text, Optional.empty(), List.of()))
                .toList(),
            List.of(),
            List.of())
        .latest();
  }

  @Test
  void withoutAnAlignmentTheFramesAreThere() throws IOException {
    Lock lock = Lock.of(List.of(), Optional.of(GRID), Optional.empty()).with(STRETCH, FRAMES);
    LockJson.write(lock, file());
    assertEquals(Optional.of(lock), LockJson.find(file()));
  }

  @Test
  void aStretchThatShowsNothingAndDatesThatAreNoneAreRefused() throws IOException {
    String text = LockJson.text(lock().with(GRID).with(STRETCH, FRAMES));
    // A curve of an earlier version ends with its range.
    Files.writeString(file(), text.replace("\"shadows\":0.1,\"highlights\":2.5,", ""));
    Lock.PublishedStretch earlier = LockJson.find(file()).orElseThrow().stretch().orElseThrow();
    assertEquals(0, earlier.shadows() + earlier.highlights());
    for (String[] change :
        new String[][] {
          {"\"high\":[7.1,2.0]", "\"high\":[7.1]"},
          {"\"curve\":\"filmic\"", "\"curve\":\"crooked\""},
          {"\"contrast\":1.5", "\"contrast\":0"},
          {"\"saturation\":1.25", "\"saturation\":-1"},
          {"\"gain\":[0.3333333333333333,1.1]", "\"gain\":[1.1]"},
          {"\"gain\":[0.3333333333333333,1.1]", "\"gain\":[-1,1.1]"},
          {"\"high\":[7.1,2.0]", "\"high\":[0.1,2.0]"},
          {"\"gamma\":1.1", "\"gamma\":0"},
          {"\"shadows\":0.1", "\"shadows\":-0.1"},
          {"\"highlights\":2.5", "\"highlights\":1e300"},
          {"\"acquired\":\"2024-01-05\",", ""},
        }) {
      assertTrue(text.contains(change[0]), text);
      Files.writeString(file(), text.replace(change[0], change[1]));
      UserError error = assertThrows(UserError.class, () -> LockJson.find(file()));
      assertTrue(message(error).startsWith("bridge.lock: is not a lock ("), message(error));
    }
  }

  @Test
  void theFurnitureComesBack() throws IOException {
    Lock.Furniture furniture =
        new Lock.Furniture(
            "settings",
            List.of("28 September 2014", "1 May 2021"),
            List.of("Imagery: © somebody"),
            "NDVI",
            List.of(
                new Lock.CaptionTime("2021-05-01T10:00:31Z", ""),
                new Lock.CaptionTime("2021-05-01T10:25:52Z", "HH:mm")),
            List.of(0.12, 0.3),
            Optional.of(
                new Lock.Timeline(2021, 2022, List.of("2021-05-01"), List.of("2021-06-01"))),
            new TreeMap<>(Map.of("story", List.of(0.2, 0.4), "feed", List.of(0.12, 0.62))));
    LockJson.write(lock().with(GRID).with(furniture), file());
    assertEquals(Optional.of(lock().with(GRID).with(furniture)), LockJson.find(file()));
    Files.writeString(
        file(), Files.readString(file()).replace("\"bandLabel\":\"NDVI\"", "\"other\" : 1"));
    UserError error = assertThrows(UserError.class, () -> LockJson.find(file()));
    assertTrue(message(error).startsWith("bridge.lock: is not a lock ("), message(error));
  }

  @Test
  void aGridThatNoVideoHasIsRefused() throws IOException {
    String text = LockJson.text(lock().with(GRID));
    for (String[] change :
        new String[][] {
          {"\"width\":640", "\"width\":641"},
          {"\"width\":640", "\"width\":20000"},
          {"\"pixelSize\":0.3333333333333333", "\"pixelSize\":0"},
          {"\"originX\":500000.1", "\"originX\":\"NaN\""},
          {"\"crs\":\"EPSG:32633\"", "\"crs\":\"\""},
        }) {
      assertTrue(text.contains(change[0]), text);
      Files.writeString(file(), text.replace(change[0], change[1]));
      UserError error = assertThrows(UserError.class, () -> LockJson.find(file()));
      assertTrue(message(error).startsWith("bridge.lock: is not a lock ("), message(error));
    }
  }
}

package io.terralapse.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        "  void theFurnitureComesBack() throws IOException {
    Lock.Furniture furniture =
        new Lock.Furniture(
            "settings",
            List.of("28 September 2014", "1 May 2021"),
            List.of("Imagery: © somebody"),
            "NDVI",
            false,
            List.of(
                new Lock.CaptionTime("2021-05-01T10:00:31Z", ""),
                new Lock.CaptionTime("2021-05-01T10:25:52Z", "HH:mm")));
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

package io.terralapse.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part of the machine is used once, and one that fails does not hide the others. */
class SystemCheckTest {
  private static final List<String> NAMES =
      List.of("java", "memory", "disk", "decoder", "encoder", "formats", "font", "crs");

  @TempDir Path folder = Path.of("");

  private static Check get(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void whatTheTestsNeedIsThere() throws IOException {
    List<Check> checks = SystemCheck.run(folder);
    assertEquals(NAMES, checks.stream().map(Check::name).toList());
    for (String name : List.of("java", "decoder", "font", "crs")) {
      assertEquals(Check.Status.OK, get(checks, name).status(), get(checks, name).sentence());
    }
    for (Check check : checks) {
      assertFalse(check.status() == Check.Status.FAIL, check.sentence());
    }
    assertTrue(get(checks, "java").sentence().contains(Runtime.version().toString()));
    assertTrue(get(checks, "encoder").sentence().contains("FFmpeg"));
    assertTrue(get(checks, "disk").sentence().startsWith(folder + " can be written"));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList(), "the test file was removed");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenFailsAloneAndIsNamed() {
    Path missing = folder.resolve("missing");
    List<Check> checks = SystemCheck.run(missing);
    assertEquals(NAMES, checks.stream().map(Check::name).toList());
    assertEquals(
        List.of("disk"),
        checks.stream()
            .filter(check -> check.status() == Check.Status.FAIL)
            .map(Check::name)
            .toList());
    assertEquals(
        missing
            + " cannot be written (it does not exist); name another folder, or change its"
            + " permissions",
        get(checks, "disk").sentence());
    assertFalse(Files.exists(missing), "a check creates nothing");
  }
}

package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.grid.GridPlan;
import io.terralapse.model.BandRole;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceReaderTest {
  private static final GridPlan PLAN = SceneStubs.plan(SceneStubs.grid(0, 0, 32, 32), List.of());
  private static final GridPlan ELSEWHERE =
      SceneStubs.plan(SceneStubs.grid(64, 0, 32, 32), List.of());

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  private Scene image() throws Exception {
    return scenes.writeFlat("ortho", "2020-06-01", 32, 100);
  }

  private ReadAcquisition read(Scene image, GridPlan plan) throws Exception {
    try (Workers workers = new Workers("read", 1)) {
      return ReferenceReader.read(
          SceneStubs.acquisition(image), plan, 60, scenes.store(), workers, new RecordedProgress());
    }
  }

  @Test
  void readsTheNaturalColoursOfTheImage() throws Exception {
    Scene image = image();
    ReadAcquisition read = read(image, PLAN);
    assertEquals("ortho", read.id());
    assertEquals(100, read.clearness().coveragePercent());
    assertEquals(
        List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE),
        read.requests().get(0).finest().bands().stream().map(SceneBand::role).toList());
    assertEquals(
        read.requests().get(0),
        ReferenceReader.findRequest(SceneStubs.acquisition(image), PLAN, 60).orElseThrow());
  }

  @Test
  void anImageOutsideTheAreaHasNoRequestAndIsAUsageError() throws Exception {
    Scene image = image();
    assertEquals(
        Optional.empty(),
        ReferenceReader.findRequest(SceneStubs.acquisition(image), ELSEWHERE, 60));
    UserError error = assertThrows(UserError.class, () -> read(image, ELSEWHERE));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertEquals(
        "coregister.reference: ortho is outside the area of interest.", error.getMessage());
  }

  @Test
  void anImageThatCannotBeReadIsAUsageErrorThatSaysWhy() throws Exception {
    Scene image = image();
    Files.delete(scenes.file("ortho"));
    UserError error = assertThrows(UserError.class, () -> read(image, PLAN));
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("coregister.reference: ortho could not be read: "),
        error.getMessage());
  }
}

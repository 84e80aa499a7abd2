package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan lists every scene and the cost of a render, and writes nothing. */
class PlanJobTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 3);
  }

  private PlanResult plan(RunOptions options, String... sets) throws Exception {
    return new TimelapseJobs().plan(job.request(options, sets), false);
  }

  @Test
  void everySceneIsListedWithWhatHappensToIt() throws Exception {
    job.addUndatedScene();
    PlanResult plan = plan(TinyJob.PLAIN, "select.to=2024-01-20");
    assertEquals(
        List.of(job.id(0) + " used ", job.id(1) + " used ", job.id(2) + " dropped dates"),
        plan.scenes().stream()
            .map(scene -> scene.id() + " " + scene.status() + " " + scene.reason())
            .filter(scene -> !scene.startsWith("no-date"))
            .toList());
    assertEquals(2, plan.acquisitions());
    assertEquals(0.8 + 2, plan.durationSeconds(), 1e-9);
    assertEquals(TinyJob.WIDTH, plan.grid().width());
    assertTrue(
        plan.issues().stream().anyMatch(issue -> issue.code().equals("undated")),
        plan.issues().toString());
    assertTrue(plan.dropped().stream().anyMatch(one -> one.reason().equals("dates")));
    assertTrue(plan.storeBytes() > 0 && plan.freeBytes() > 0);
    assertEquals("unused", plan.lock().state());
  }

  /** A setting, and the beginning of its refusal. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coregister={reference: 2001-01-01} | coregister.reference: no usable date is called",
        "onset=[{name: a, geojson: none.geojson}] | onset: ",
        "compare={scenes: [nowhere]} | compare: the second panel: scenes: \"nowhere\" does not exist",
        "compare={bands: [nir, red, green]} | compare: the second panel: ",
      })
  void whatRenderWouldRefuseLaterIsRefusedBeforeReading(String setting, String words) {
    for (boolean render : List.of(false, true)) {
      UserError refused =
          assertThrows(
              UserError.class,
              () -> {
                if (render) {
                  new TimelapseJobs().render(job.request(TinyJob.PLAIN, setting));
                } else {
                  plan(TinyJob.PLAIN, setting);
                }
              });
      assertTrue(String.valueOf(refused.getMessage()).startsWith(words), refused.getMessage());
      assertFalse(job.stages().contains("reading"), job.stages().toString());
    }
  }

  @Test
  void nothingIsWritten() throws Exception {
    plan(TinyJob.PLAIN);
    assertFalse(Files.exists(job.output("")));
    try (var files = Files.walk(folder)) {
      assertEquals(
          List.of("job.yaml", "truth.json"),
          files
              .filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".tif"))
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList());
    }
    assertFalse(job.stages().contains("reading"), job.stages().toString());
  }

  @Test
  void whatTheCacheHasCostsNothingUnlessItIsNotUsed() throws Exception {
    long before = plan(TinyJob.PLAIN).storeBytes();
    job.render(TinyJob.PLAIN);
    assertEquals(0, plan(TinyJob.PLAIN).storeBytes());
    assertEquals(before, plan(TinyJob.NO_CACHE).storeBytes());
  }

  @Test
  void withoutAUsableSceneThePlanIsRefused() {
    UserError error =
        assertThrows(UserError.class, () -> plan(TinyJob.PLAIN, "select.from=2030-01-01"));
    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
    assertTrue(
        String.valueOf(error.getMessage())
            .contains("all 3 scenes were dropped by select.from and select.to"),
        error.getMessage());
  }

  @Test
  void aLockThatIsRequiredMustBeThere() throws Exception {
    UserError error = assertThrows(UserError.class, () -> plan(TinyJob.LOCKED, TinyJob.ALIGNED));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertEquals("missing", plan(TinyJob.PLAIN, TinyJob.ALIGNED).lock().state());
    assertEquals("replaced", plan(TinyJob.RELOCK, TinyJob.ALIGNED).lock().state());
  }
}

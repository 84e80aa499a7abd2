package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.config.JobSettings;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.SceneCoverage;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.lock.LockFile.Policy;
import io.terralapse.lock.LockJson;
import io.terralapse.model.Acquisition;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grid of published frames is kept as long as its settings are. */
class LockedGridTest {
  private static final List<Acquisition> DATES =
      List.of(SceneStubs.acquisition(SceneStubs.scene("a", "2024-01-05")));
  private static final Grid PUBLISHED = SceneStubs.grid(4, 8, 32, 24);

  @TempDir Path folder = Path.of("");

  private JobSettings job(String yaml) throws IOException {
    return new JobFiles(folder).load(yaml);
  }

  private LockFile lock(JobSettings job, Policy policy) throws IOException {
    return LockFile.open(job.catalog().base(), job.name(), policy);
  }

  private void publish(JobSettings job) throws IOException {
    Lock lock = new LockedGrid(job, lock(job, Policy.KEEP)).next(Optional.empty(), PUBLISHED);
    LockJson.write(lock, job.catalog().base().resolve(job.name() + ".lock"));
  }

  private GridPlan plan(JobSettings job, Policy policy) throws IOException {
    return new LockedGrid(job, lock(job, policy)).plan(DATES, SceneCoverage.COMPLETE);
  }

  @Test
  void withTheSameSettingsTheGridIsKept() throws IOException {
    publish(job(""));
    assertEquals(PUBLISHED, plan(job(""), Policy.KEEP).grid());
    assertEquals(PUBLISHED, plan(job("grid: {r: near}\n"), Policy.REQUIRE).grid());
    assertEquals(List.of(), plan(job(""), Policy.KEEP).issues());
  }

  @Test
  void withOtherSettingsItIsPlannedAgainAndSaidOrRefused() throws IOException {
    publish(job(""));
    JobSettings other = job("grid: {tr: 20}\n");
    GridPlan plan = plan(other, Policy.KEEP);
    assertEquals(20, plan.grid().pixelSize());
    assertEquals("relocked", plan.issues().get(0).code());
    assertTrue(plan.issues().get(0).sentence().contains("32 x 24 pixels"));
    UserError refused = assertThrows(UserError.class, () -> plan(other, Policy.REQUIRE));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(
        String.valueOf(refused.getMessage()).contains("holds a grid of 32 x 24 pixels"),
        refused.getMessage());
  }

  @Test
  void relockPlansAgainWithoutAWarning() throws IOException {
    JobSettings nativePixels = job("grid: {tr: 10}\n");
    publish(nativePixels);
    GridPlan plan = plan(nativePixels, Policy.REPLACE);
    assertEquals(SceneStubs.SIDE, plan.grid().width());
    assertEquals(List.of(), plan.issues());
  }

  @Test
  void anAlignmentIsKeptBesideTheGridWhileAlignmentIsOff() throws IOException {
    JobSettings job = job("");
    Lock.Alignment alignment =
        new Lock.Alignment("basis", new Lock.Anchor("a", "c", "why"), List.of(), List.of());
    LockJson.write(Lock.of(alignment), job.catalog().base().resolve(job.name() + ".lock"));
    Lock next = new LockedGrid(job, lock(job, Policy.KEEP)).next(Optional.empty(), PUBLISHED);
    assertEquals(Optional.of(alignment), next.alignment());
    assertEquals(PUBLISHED, next.grid().orElseThrow().grid());
  }
}

package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.Acquisition;
import io.terralapse.model.UserError;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jobs of one run share. */
class RunContextTest {
  private static final RunOptions LOCKED_AND_RELOCK =
      new RunOptions(false, false, false, true, true, false, false, "0.1.0");

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 2);
  }

  private static SceneInventory inventory(RunContext context) throws Exception {
    return context.planGrid(context.georeferenced(context.findScenes()), context.openLock());
  }

  @Test
  void metadataGiveTheInventory() throws Exception {
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN))) {
      SceneInventory inventory = inventory(context);
      assertEquals(
          List.of(job.id(0), job.id(1)),
          inventory.plan().acquisitions().stream().map(Acquisition::id).toList());
      assertEquals(TinyJob.WIDTH, inventory.plan().grid().width());
      assertEquals(List.of("finding scenes", "planning the grid"), job.stages());
      assertTrue(context.inputs().bytesRead() > 0);
    }
    assertFalse(Files.exists(folder.resolve(".terralapse")), "nothing was written");
  }

  @Test
  void anEntryOfSourcesThatMatchesNoFileIsAWarning() throws Exception {
    String typo = "sources=[{match: 'L8_*', scale: 2}, {match: '*.tif', credit: C}]";
    assertEquals(
        List.of(
            "sources (match \"L8_*\") matches no file; correct the pattern or remove the entry."),
        unmatched(typo));
    assertEquals(List.of(), unmatched("sources=[{match: '*.tif', credit: C}]"));
    String image = "coregister={model: off, reference: '" + job.scene(0) + "'}";
    assertEquals(List.of(), unmatched(typo, image), "may be meant for the reference image");
    assertEquals(List.of(), unmatched(typo, "compare={scenes: [scenes]}"), "or the other panel");
  }

  private List<String> unmatched(String... settings) throws Exception {
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN, settings))) {
      List<String> found = new ArrayList<>();
      for (RunContext one : Stream.concat(Stream.of(context), context.panel().stream()).toList()) {
        one.findScenes().issues().stream()
            .filter(issue -> issue.code().equals("unmatched"))
            .forEach(issue -> found.add(issue.sentence()));
      }
      return found;
    }
  }

  @Test
  void theDatesOfTheLockHaveCome() throws Exception {
    assertEquals(Optional.empty(), latest());
    job.render(TinyJob.PLAIN);
    String last = job.id(1).replaceFirst(".*([0-9]{4})([0-9]{2})([0-9]{2}).*", "$1-$2-$3");
    assertEquals(Optional.of(Instant.parse(last + "T00:00:00Z")), latest());
  }

  private Optional<Instant> latest() throws Exception {
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN))) {
      return context.publishedDates().latest();
    }
  }

  @Test
  void withoutAUsableSceneTheReasonsAreKept() throws Exception {
    RunRequest request = job.request(TinyJob.PLAIN, "select.from=2030-01-01");
    try (RunContext context = new RunContext(request)) {
      NoUsableScenesException none =
          assertThrows(NoUsableScenesException.class, () -> inventory(context));
      assertEquals(
          List.of("dates", "dates"), none.dropped().stream().map(one -> one.reason()).toList());
    }
  }

  @Test
  void optionsDecideHowTheLockBinds() throws IOException {
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN))) {
      context.openLock().refuseIfRequired("is missing");
      assertFalse(context.openLock().isReplaced());
    }
    try (RunContext context = new RunContext(job.request(TinyJob.LOCKED))) {
      assertThrows(UserError.class, () -> context.openLock().refuseIfRequired("is missing"));
    }
    for (RunOptions options : List.of(TinyJob.RELOCK, LOCKED_AND_RELOCK)) {
      try (RunContext context = new RunContext(job.request(options))) {
        assertTrue(context.openLock().isReplaced());
        context.openLock().refuseIfRequired("is missing");
      }
    }
  }

  @Test
  void storesAreOpenedOnceAndTheFilesOfTheRunAreDeletedWithIt() throws IOException {
    Path segments;
    try (RunContext context = new RunContext(job.request(TinyJob.NO_CACHE))) {
      assertSame(context.stores(), context.stores());
      segments = context.stores().segments();
      assertTrue(Files.exists(segments));
    }
    assertFalse(Files.exists(segments));
  }

  @Test
  void aCancelledRunEndsAtItsNextStage() throws IOException {
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN))) {
      context.progress().step();
      job.cancellation().cancel();
      assertThrows(CancellationException.class, context::findScenes);
      assertThrows(CancellationException.class, () -> context.progress().step());
    }
  }

  @Test
  void outputsAreNamedByTheJobAndTitledByItsTitle() throws IOException {
    try (RunContext context = new RunContext(job.request(TinyJob.PLAIN))) {
      assertEquals("job", context.outputs().outputSettings().title());
      assertEquals(folder.resolve("output"), context.outputs().outputSettings().folder());
      assertEquals(List.of(new RenditionFiles("", true, true)), context.outputs().renditions());
    }
    RunRequest titled =
        job.request(
            TinyJob.PLAIN,
            "title=A river",
            "outputs.poster=false",
            "grid.r=near",
            "renditions=[{name: a, shape: '1:1', outputs: {mp4: {crf: 30}}}]");
    try (RunContext context = new RunContext(titled)) {
      assertEquals("A river", context.outputs().outputSettings().title());
      assertEquals(
          List.of(new RenditionFiles("", true, false), new RenditionFiles("a", true, false)),
          context.outputs().renditions());
      assertEquals(context.kernel(), context.frameSettings(FillOrder.NONE).kernel());
    }
  }
}

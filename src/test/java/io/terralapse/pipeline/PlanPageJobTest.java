package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a plan shows every candidate, and nothing that is published depends on it. */
class PlanPageJobTest {
  private static final String PAGE = "job.plan.html";
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 3);
  }

  private PlanResult plan(RunOptions options, String... sets) throws Exception {
    return new TimelapseJobs().plan(job.request(options, sets), true);
  }

  private String page() throws IOException {
    return Files.readString(job.output(PAGE));
  }

  private JsonNode data() throws IOException {
    Matcher data = DATA.matcher(page());
    assertTrue(data.find());
    return new ObjectMapper().readTree(data.group(1));
  }

  private static int pictures(String page) {
    return page.split("src=\"data:image/jpeg;base64,/9j/", -1).length - 1;
  }

  @Test
  void everyCandidateHasAPictureAnOutlineAndAVerdict() throws Exception {
    PlanResult plan = plan(TinyJob.PLAIN, "select.to=2024-01-20");
    assertEquals(job.output(PAGE), plan.page());
    assertEquals(3, pictures(page()));
    JsonNode candidates = data().path("candidates");
    assertEquals(3, candidates.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(i < 2 ? "used" : "rule", candidates.path(i).path("kind").asText());
      assertEquals(job.id(i), candidates.path(i).path("scenes").path(0).asText());
      assertEquals(1, candidates.path(i).path("rings").size());
    }
    assertTrue(page().contains("dropped: outside of the chosen dates"), "the verdict");
    assertTrue(page().contains("is not between select.from and select.to"), "the plan's sentence");
    assertEquals("to: 2024-01-20", data().path("select").path(0).asText());
  }

  @Test
  void theMapHasTheAreaOfThePlanInTheCrsOfTheGrid() throws Exception {
    PlanResult plan = plan(TinyJob.PLAIN);
    JsonNode map = data().path("map");
    assertEquals(plan.grid().crs(), map.path("crs").asText());
    assertEquals(plan.grid().originX(), map.path("area").path(0).asDouble(), 1e-9);
    assertEquals(plan.grid().originY(), map.path("area").path(3).asDouble(), 1e-9);
    assertTrue(map.path("fixed").asBoolean());
    assertTrue(map.path("degrees").path("error").asDouble() < 0.5);
    // 500000 m east in EPSG:32633 is 15 degrees.
    assertEquals(15, map.path("degrees").path("lonLat").path(0).asDouble(), 0.001);
  }

  @Test
  void theSameCandidatesGiveTheSameBytes() throws Exception {
    plan(TinyJob.PLAIN);
    byte[] first = Files.readAllBytes(job.output(PAGE));
    plan(TinyJob.NO_CACHE);
    assertArrayEquals(first, Files.readAllBytes(job.output(PAGE)));
  }

  @Test
  void noLedgerListsItAndARenderLeavesIt() throws Exception {
    plan(TinyJob.PLAIN);
    assertEquals(Set.of(PAGE), job.published());
    job.render(TinyJob.PLAIN);
    assertTrue(Files.exists(job.output(PAGE)));
    assertFalse(Files.readString(job.output("job.ledger.json")).contains("plan.html"));
    assertEquals("identical", new TimelapseJobs().verify(job.request(TinyJob.PLAIN), 0).status());
  }

  @Test
  void whereNoSceneIsThePageShowsWhereTheyAre() throws Exception {
    UserError error =
        assertThrows(UserError.class, () -> plan(TinyJob.PLAIN, "aoi.bbox=[20, 10, 20.1, 10.1]"));
    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).contains(PAGE), error.getMessage());
    assertEquals("place", data().path("candidates").path(0).path("kind").asText());
    assertEquals(3, pictures(page()));
  }

  @Test
  void datesThatAreAllDroppedCanBeTicked() throws Exception {
    assertThrows(UserError.class, () -> plan(TinyJob.PLAIN, "select.from=2030-01-01"));
    assertEquals("rule", data().path("candidates").path(2).path("kind").asText());
    assertEquals(3, pictures(page()));
  }

  @Test
  void anOutputThatIsAFolderIsRefusedBeforeAnythingIsRead() throws Exception {
    Files.createDirectories(job.output(PAGE));
    UserError error = assertThrows(UserError.class, () -> plan(TinyJob.PLAIN));
    assertEquals(ExitCode.ENVIRONMENT, error.exitCode());
    assertEquals(List.of(), job.stages());
  }

  @Test
  void withoutRevealedLocationThePageSaysThatItShowsPlaces() throws Exception {
    plan(TinyJob.PLAIN, "reveal_location=false");
    assertTrue(page().contains("although reveal_location is false"));
    plan(TinyJob.PLAIN);
    assertFalse(page().contains("although reveal_location is false"));
  }

  @Test
  void textIsInTheLanguageOfTheJob() throws Exception {
    plan(TinyJob.PLAIN, "furniture.locale=de");
    assertTrue(page().contains("<html lang=\"de\">"));
    assertTrue(page().contains("3 Kandidaten von "));
  }

  @Test
  void aPlanWithoutPageWritesNone() throws Exception {
    assertNull(new TimelapseJobs().plan(job.request(TinyJob.PLAIN), false).page());
    assertEquals(Set.of(), job.published());
  }
}

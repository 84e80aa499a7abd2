package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What render writes for CI services, and what it says where it cannot. */
class ReportOptionsTest {
  @TempDir Path folder = Path.of("");
  private Path config = Path.of("job.yaml");
  private final FakeJob job = new FakeJob();

  @BeforeEach
  void writeConfig() throws IOException {
    config = Files.writeString(folder.resolve("job.yaml"), "name: a\nscenes: [s]\n");
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeTheRun() {
    Console folders = Console.run(job, "render", config, "--junit", folder).exits(4);
    assertTrue(folders.err().contains("is a folder; name a file in it"), folders.err());
    Console missing =
        Console.run(job, "render", config, "--junit", folder.resolve("no/j.xml")).exits(4);
    assertTrue(missing.err().contains("its folder does not exist"), missing.err());
    assertEquals(0, job.calls());
  }

  @Test
  void aReportThatCannotBeWrittenIsPartOfTheOneResult() throws IOException {
    Path missing = folder.resolve("no/file");
    Path summary = folder.resolve("summary");
    Map<String, String> service =
        Map.of("GITHUB_OUTPUT", missing.toString(), "GITHUB_STEP_SUMMARY", summary.toString());
    Console console = Console.run(job, service, "render", config, "--json").exits(4);
    JsonNode json = console.json();
    assertEquals("rendered", json.path("status").asText());
    assertEquals(1, json.path("issues").size(), json.toString());
    assertEquals("report-unwritten", json.at("/issues/0/code").asText());
    assertTrue(json.at("/issues/0/sentence").asText().startsWith("GITHUB_OUTPUT: " + missing));
    assertEquals(1, console.err().split("GITHUB_OUTPUT", -1).length - 1, console.err());
    assertTrue(Files.exists(summary), "the others are written");

    console = Console.run(job, service, "render", config).exits(4);
    assertTrue(console.out().startsWith("Rendered 3 frames"), console.out());
    assertEquals(1, console.err().split("GITHUB_OUTPUT", -1).length - 1, console.err());

    job.failing(UserError.noTimelapse("No date is left."));
    console = Console.run(job, service, "render", config, "--json").exits(3);
    assertEquals("No date is left.", console.json().at("/error/message").asText());
  }

  @Test
  void aFailedRunIsReportedToo() throws IOException {
    Path junit = folder.resolve("j.xml");
    job.failing(UserError.noTimelapse("No date is left."));
    Console.run(job, "render", config, "--junit", junit).exits(3);
    assertTrue(Files.readString(junit).contains("message=\"No date is left.\""));
    job.failing(new java.util.concurrent.CancellationException());
    Files.delete(junit);
    Console.run(job, "render", config, "--junit", junit).exits(130);
    assertEquals(0, job.reports());
    assertFalse(Files.exists(junit), "an interrupted run has no verdicts");
  }
}

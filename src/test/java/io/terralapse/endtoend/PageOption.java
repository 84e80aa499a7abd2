package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;

/** What {@code plan --page} does with the other options. */
final class PageOption {
  private PageOption() {}

  static void writesThePage(Job job) throws IOException {
    assertTrue(json(job.run("plan", "--json")).path("page").isNull());
    assertFalse(isWritten(job));
    assertTrue(job.run("plan", "--page").exits(0).out().contains("job.plan.html in a browser"));
    assertWritten(job);
    // The page is part of the JSON object, and of a plan that is quiet.
    assertTrue(
        json(job.run("plan", "--page", "--json")).path("page").asText().endsWith("job.plan.html"));
    assertWritten(job);
    job.run("plan", "--page", "-q").exits(0);
    assertWritten(job);
    // Warnings and the lock decide on the exit code as without it.
    job.run("plan", "--page", "--strict").exits(5);
    assertWritten(job);
    job.run("plan", "--page", "--locked").exits(0);
    assertWritten(job);
    job.run("plan", "--page", "--locked", "--set", "coregister.max_shift_m=50").exits(2);
    assertFalse(isWritten(job));
    job.run("plan", "--page", "--no-cache", "--set", "cache.dir=elsewhere").exits(0);
    assertWritten(job);
    assertTrue(
        job.run("plan", "--page", "--set", "reveal_location=false")
            .exits(0)
            .out()
            .contains("do not publish it"));
    assertWritten(job);
    job.run("verify").exits(0);
  }

  private static JsonNode json(Job.Outcome outcome) throws IOException {
    return outcome.exits(0).json();
  }

  private static boolean isWritten(Job job) {
    return Files.exists(job.output("job.plan.html"));
  }

  private static void assertWritten(Job job) throws IOException {
    assertTrue(Files.readString(job.output("job.plan.html")).endsWith("</html>\n"));
    Files.delete(job.output("job.plan.html"));
  }
}

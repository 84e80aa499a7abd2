package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Proofs of the options of CI jobs: reports, watching and cleaning. */
final class CiOptions {
  private CiOptions() {}

  static void writesTestCases(Job job) throws IOException {
    Path file = job.folder().resolve("junit.xml");
    job.run("render", "--junit", file.toString()).exits(0);
    String xml = Files.readString(file);
    assertEquals(5, xml.split("<testcase ", -1).length - 1, "four files and the run: " + xml);
    assertTrue(xml.contains("failures=\"1\""), "the scene without a date: " + xml);
  }

  static void needsTheService(Job job) {
    Job.Outcome outcome = job.run("render", "--github").exits(2);
    assertTrue(outcome.err().contains("--github: neither GITHUB_OUTPUT nor"), outcome.err());
  }

  /** A command that does not end by itself is tested with a job that ends it. */
  static OptionPromisesTest.Check watched(String option) {
    return (test, verb) ->
        assertTrue(
            Files.readString(Path.of("src/test/java/io/terralapse/cli/WatchCommandTest.java"))
                .contains("\"" + option + "\""),
            option);
  }

  static void deletesTheFolder(Job job) {
    Path cache = job.folder().resolve(".terralapse");
    job.run("clean").exits(0);
    assertTrue(Files.exists(cache));
    job.run("clean", "--all").exits(0);
    assertTrue(Files.notExists(cache));
    Job.Outcome both = job.run("clean", "--all", "--older-than", "1d").exits(2);
    assertTrue(both.err().contains("exclude each other"), both.err());
  }

  static void keepsWhatIsInUse(Job job) {
    String none = job.run("clean", "--older-than", "30d").exits(0).out();
    assertTrue(none.startsWith("Freed 0 files"), none);
    String all = job.run("clean", "--older-than", "0h").exits(0).out();
    assertTrue(all.endsWith("; nothing is left.\n"), all);
    Job.Outcome wrong = job.run("clean", "--older-than", "1y").exits(2);
    assertTrue(wrong.err().contains("such as 30d or 12h"), wrong.err());
  }

  static void drawsAgain(Job job) {
    job.run("render").exits(0);
    String out = job.run("verify", "--segments", "all").exits(0).out();
    assertTrue(out.contains("and drew ") && out.endsWith("again: identical.\n"), out);
    Job.Outcome wrong = job.run("verify", "--segments", "most").exits(2);
    assertTrue(wrong.err().contains("is neither a number nor all"), wrong.err());
  }
}

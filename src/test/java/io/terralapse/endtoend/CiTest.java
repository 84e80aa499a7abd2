package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with the variables of a CI service reports what it did; one without does not. */
@Slow
class CiTest {
  @TempDir Path root = Path.of("");

  private static int run(Path folder, Map<String, String> variables, String... options)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.terralapse.App",
                "render",
                "-q"));
    words.addAll(List.of(options));
    ProcessBuilder process = new ProcessBuilder(words).directory(folder.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
    process.environment().putAll(variables);
    return process
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("run.log").toFile())
        .start()
        .waitFor();
  }

  @Test
  void variablesOfGithubNameFilesForOutputsAndSummary() throws Exception {
    Path scenes = root.resolve("scenes");
    List<Path> files =
        new SyntheticScenes(new SyntheticScenes.Options(240, 200, 3, 7, 1, false, false))
            .write(scenes);
    Path kept = Files.move(files.get(2), root.resolve("kept.tif"));
    Files.writeString(scenes.resolve("broken_20240201.tif"), "no image");
    Path folder = Job.in(root.resolve("job"), scenes, "base_url: https://example.org/a").folder();
    Path output = Files.writeString(root.resolve("output"), "before=1\n");
    Path summary = Files.writeString(root.resolve("summary"), "");
    Map<String, String> variables =
        Map.of("GITHUB_OUTPUT", output.toString(), "GITHUB_STEP_SUMMARY", summary.toString());

    assertEquals(0, run(folder, Map.of()), Files.readString(folder.resolve("run.log")));
    assertEquals("before=1\n", Files.readString(output), "without the variables");

    Files.move(kept, files.get(2));
    assertEquals(0, run(folder, variables, "--github", "--junit", "junit.xml"));
    String outputs = Files.readString(output);
    assertTrue(outputs.startsWith("before=1\nresult=rendered\nwhy=A date is new.\n"), outputs);
    assertTrue(outputs.contains("\nvideo=output/job.mp4\n"), outputs);
    assertTrue(outputs.contains("\nposter=output/job-poster.jpg\n"), outputs);
    assertTrue(
        outputs.contains("\nframes=3\nnew_dates=2024-01-25T10:00:31Z\nnew_count=1\n"), outputs);
    assertTrue(outputs.endsWith("\ndropped=0\nfailed=1\n"), outputs);
    String text = Files.readString(summary);
    assertTrue(text.contains("**Rendered** 3 frames"), text);
    assertTrue(text.contains("| 2024-01-25 |"), text);
    assertTrue(text.contains("<img src=\"https&#58;&#47;&#47;example.org&#47;a"), text);
    assertTrue(text.contains("broken&#95;20240201.tif"), text);
    String junit = Files.readString(folder.resolve("junit.xml"));
    assertTrue(junit.contains("tests=\"5\" failures=\"1\" errors=\"0\""), junit);

    Files.writeString(output, "");
    assertEquals(0, run(folder, variables, "--if-changed", "--junit", "junit.xml"));
    assertTrue(Files.readString(output).startsWith("result=unchanged\n"));
    assertEquals(
        junit.replaceAll("<property name=\"(result|why)\".*\n", ""),
        Files.readString(folder.resolve("junit.xml"))
            .replaceAll("<property name=\"(result|why)\".*\n", ""),
        "the verdicts are those of the published video");

    Files.writeString(output, "");
    assertEquals(3, run(folder, variables, "--set", "select.to=2000-01-01"));
    String failed = Files.readString(output);
    assertTrue(failed.startsWith("result=failed\nwhy=scenes: "), failed);
    assertTrue(failed.contains("\ndropped=3\n"), failed);
    assertFalse(failed.contains("Exception"), failed);
  }

  @Test
  void aReportThatCannotBeWrittenEndsWithFour() throws Exception {
    Path scenes = root.resolve("scenes");
    new SyntheticScenes(new SyntheticScenes.Options(240, 200, 2, 7, 1, false, false)).write(scenes);
    Path folder = Job.in(root.resolve("job"), scenes).folder();
    Map<String, String> variables = Map.of("GITHUB_OUTPUT", root.resolve("no/file").toString());
    assertEquals(4, run(folder, variables));
    assertTrue(Files.exists(folder.resolve("output/job.mp4")), "the video is published");
    String log = Files.readString(folder.resolve("run.log"));
    assertTrue(log.contains("GITHUB_OUTPUT"), log);
  }
}

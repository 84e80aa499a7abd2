package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With which heap, collector and compilers the launcher starts Java. */
@DisabledOnOs(OS.WINDOWS)
@Slow
final class LauncherOptionsTest extends LauncherProject {
  @Test
  void theUsersHeapAndCollectorReplaceItsOwn() throws Exception {
    Run ours = run(Map.of(), "plan");
    Run theirs = run(Map.of("TERRALAPSE_JAVA_OPTS", "-Xmx3g -XX:+UseSerialGC"), "plan");

    assertTrue(ours.out().containsAll(List.of("-Xmx512m", "-XX:+UseG1GC")));
    assertTrue(theirs.out().containsAll(List.of("-Xmx3g", "-XX:+UseSerialGC")));
    assertFalse(theirs.out().contains("-Xmx512m"));
    assertFalse(theirs.out().contains("-Xms512m"));
    assertFalse(theirs.out().contains("-XX:+UseG1GC"));
  }

  @Test
  void largePagesAreTakenWhereTheSystemHasThem() throws Exception {
    Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    boolean here = Files.exists(setting) && !Files.readString(setting).contains("[never]");
    Run ours = run(Map.of(), "plan");
    Run theirs = run(Map.of("TERRALAPSE_JAVA_OPTS", "-XX:-UseTransparentHugePages"), "plan");

    assertEquals(here, ours.out().contains("-XX:+UseTransparentHugePages"));
    assertFalse(theirs.out().contains("-XX:+UseTransparentHugePages"));
  }

  @Test
  void aRunThatAddsFewScenesIsCompiledForOneThatIsShort() throws Exception {
    run(Map.of(), "plan");
    Path config = Files.writeString(folder.resolve("config.yaml"), "scenes: [s]\n");
    Path last = folder.resolve(".terralapse/last-run/job.json");
    List<String> quick = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    Run first = run(Map.of(), "render", config.toString());
    Files.createDirectories(last.getParent());
    Files.writeString(last, "{}");
    Files.setLastModifiedTime(last, FileTime.from(Instant.now().plusSeconds(5)));
    Run addition = run(Map.of(), "render", config.toString());
    Run relock = run(Map.of(), "render", "--relock", config.toString());
    Instant later = Instant.now().plusSeconds(9);
    for (int i = 0; i < 15; i++) {
      Path scene = Files.writeString(folder.resolve("scene" + i + ".tif"), "");
      Files.setLastModifiedTime(scene, FileTime.from(later));
    }
    Run fifteen = run(Map.of(), "render", config.toString());
    for (int i = 15; i < 17; i++) {
      Path scene = Files.writeString(folder.resolve("scene" + i + ".tif"), "");
      Files.setLastModifiedTime(scene, FileTime.from(later));
    }
    Run seventeen = run(Map.of(), "render", config.toString());

    assertTrue(fifteen.out().containsAll(quick), () -> fifteen.out().toString());
    assertTrue(addition.out().containsAll(quick), () -> addition.out().toString());
    assertFalse(addition.out().contains("-XX:+UseG1GC"));
    for (Run other : List.of(first, relock, seventeen)) {
      assertTrue(other.out().contains("-XX:+UseG1GC"), () -> other.out().toString());
      assertFalse(other.out().contains("-XX:TieredStopAtLevel=1"));
    }
  }

  /** Memory as a flag, a variable or a line of the configuration, and the heap that it gives. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                   |        | scenes: [s]                              | 512",
        "                                   |        | # memory: 4GiB                           | 512",
        "                                   |        | memory: 2GiB                             | 1024",
        "                                   |        | memory: 2GiB     # of 8                  | 1024",
        "                                   |        | memory: '2GiB'                           | 1024",
        "                                   |        | memory: \"1.5GiB\"                     | 768",
        "                                   |        | memory: 2147MB                           | 1023",
        "                                   |        | memory: 600MiB                           | 250",
        "                                   |        | memory: 700MiB                           | 350",
        "                                   |        | memory: 100MiB                           | 160",
        "                                   |        | memory: 99999999999TiB                   | 524288",
        "                                   |        | memory: lots                             | 512",
        "                                   |        | memory:                                  | 512",
        "                                   | 3GiB   | memory: 2GiB                             | 1536",
        "                                   | much   | memory: 2GiB                             | 512",
        "--set memory=4GiB                  | 3GiB   | memory: 2GiB                             | 2048",
        "--set=memory=4GiB                  |        | memory: 2GiB                             | 2048",
        "--set memory=1GiB --set memory=4GiB |       |                                          | 2048",
        "--set grid.tr=3                    |        | memory: 4GiB                             | 2048",
      })
  void theHeapFollowsTheBudget(String flags, String variable, String yaml, int heap)
      throws Exception {
    Files.writeString(folder.resolve("config.yaml"), (yaml == null ? "" : yaml) + "\n");
    assertHeap(heap, variable, flags == null ? "" : flags + " config.yaml");
    assertHeap(heap, variable, flags == null ? "" : flags);
  }

  private void assertHeap(int heap, String variable, String words) throws Exception {
    Map<String, String> environment =
        variable == null ? Map.of() : Map.of("TERRALAPSE_MEMORY", variable);
    List<String> line = new ArrayList<>(List.of("render"));
    line.addAll(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)));
    Run run = run(environment, line.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("-Xmx" + heap + "m"), () -> run.out().toString());
    assertTrue(run.out().contains("-Xms" + Math.min(heap, 512) + "m"), () -> run.out().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{scenes: [s], memory: 2GiB}",
        "\"memory\": 2GiB",
        "memory: &m 2GiB",
        "memory: >-\n  2GiB",
        "memory: 1GiB\nname: memory-box",
        "{\nmemory: 2GiB, scenes: [s]}",
      })
  void whatTheShellCannotReadTheProgramReads(String yaml) throws Exception {
    Files.writeString(folder.resolve("config.yaml"), yaml + "\n");

    Run run = run(Map.of("FAKE_MEMORY", "2GiB"), "render");
    Run nothing = run(Map.of("FAKE_MEMORY", ""), "render");

    assertTrue(run.out().contains("-Xmx1024m"), () -> run.out().toString());
    assertTrue(nothing.out().contains("-Xmx512m"), () -> nothing.out().toString());
    assertEquals(2, Files.readAllLines(tools.resolve("asked")).size());
  }

  @Test
  void theConfigurationIsFoundAmongOptions() throws Exception {
    Files.writeString(folder.resolve("my job.yaml"), "memory: 4GiB\n");
    for (String[] words :
        new String[][] {
          {"render", "--json", "my job.yaml"},
          {"still", "2014", "my job.yaml", "-o", "x.png"},
          {"still", "--output", "x.png", "2014", "my job.yaml"},
          {"align", "--write-aligned", "frames", "my job.yaml", "-v"},
          {"plan", "--set", "name=a", "--strict", "my job.yaml"},
        }) {
      Run run = run(Map.of(), words);
      assertTrue(run.out().contains("-Xmx2048m"), () -> run.out().toString());
    }
    for (String[] words :
        new String[][] {{"doctor", "my job.yaml"}, {"plan", "none.yaml"}, {"--version"}}) {
      assertTrue(run(Map.of(), words).out().contains("-Xmx512m"));
    }
  }
}

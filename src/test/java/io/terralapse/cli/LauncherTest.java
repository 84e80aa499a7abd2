package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a project of its own, with a Java and a Maven that only say how they were called.
 */
@DisabledOnOs(OS.WINDOWS)
@Slow
final class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case $1 in
        -version) echo "openjdk version \\"${FAKE_VERSION:-17.0.1}\\"" >&2 ;;
        -Xshare:off) ;;
        -Xshare:dump) echo dumped >>"${0%/*}/dumps" ;;
        -Xmx64m*) for word in "$@"; do config=$word; done; echo asked >>"${0%/*}/asked"; echo "${FAKE_MEMORY:-}" ;;
        *) echo "LC_ALL=${LC_ALL:-}"; for word in "$@"; do echo "$word"; done ;;
      esac
      """;
  private static final String MVN =
      """
      #!/bin/sh
      echo built >>"$PWD/builds"
      [ -z "${FAKE_BROKEN:-}" ] || exit 1
      mkdir -p target && : >>target/terralapse.jar
      """;

  private record Run(int code, List<String> out, String err) {}

  private Path folder;
  private Path project;
  private Path tools;

  @BeforeEach
  void makeProject(@TempDir Path temporary) throws IOException {
    folder = temporary;
    project = Files.createDirectories(folder.resolve("a project"));
    tools = Files.createDirectories(folder.resolve("tools"));
    Files.createDirectories(project.resolve("src/main"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    script(project.resolve("terralapse"), Files.readString(Path.of("terralapse")));
    script(tools.resolve("java"), JAVA);
    script(tools.resolve("mvn"), MVN);
  }

  @Test
  void buildsOnceAndPassesEveryWordOnAsItIs() throws Exception {
    Run first = run(Map.of(), "render", "a b.yaml", "--set", "title=$(date) \"x\" *");
    Run second = run(Map.of(), "plan");

    assertEquals(0, first.code(), first.err());
    List<String> words = first.out();
    assertEquals(
        List.of("render", "a b.yaml", "--set", "title=$(date) \"x\" *"),
        words.subList(words.size() - 4, words.size()));
    assertTrue(words.contains(project.toRealPath() + "/target/terralapse.jar"), words::toString);
    assertEquals("", second.err());
    assertEquals(1, builds());
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    run(Map.of(), "plan");
    Path source = Files.writeString(project.resolve("src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(-1)));
    Files.setLastModifiedTime(
        project.resolve("target/terralapse.jar"), FileTime.from(Instant.now().plusSeconds(-60)));

    run(Map.of(), "plan");
    run(Map.of(), "plan");

    assertEquals(
        2, builds(), "once for the new source, and not once more for a jar left as it was");
  }

  @Test
  void worksThroughALinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("terralapse"));

    Run run = run(link, Map.of(), "plan");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains(project.toRealPath() + "/target/terralapse.jar"));
  }

  @Test
  void asPartOfAnApplicationFolderItUsesTheRuntimeThereAndBuildsNothing() throws Exception {
    Path app = Files.createDirectories(folder.resolve("an app"));
    Files.createDirectories(app.resolve("bin"));
    Files.createDirectories(app.resolve("runtime/bin"));
    Files.createFile(app.resolve("terralapse.jar"));
    script(app.resolve("bin/terralapse"), Files.readString(Path.of("terralapse")));
    script(app.resolve("runtime/bin/java"), JAVA);
    Files.writeString(folder.resolve("config.yaml"), "memory: 2GiB\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), app.resolve("bin/terralapse"));

    Run run = run(link, Map.of("JAVA_HOME", tools.toString()), "render");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("-Xmx1024m"), () -> run.out().toString());
    String jar = run.out().get(run.out().indexOf("-jar") + 1);
    assertTrue(jar.endsWith("/terralapse.jar") && !jar.contains("target"), jar);
    String natives = "-Djava.library.path=" + app.toRealPath() + "/lib/native";
    assertTrue(run.out().contains(natives), () -> run.out().toString());
    assertEquals(0, builds());
    assertFalse(Files.exists(tools.resolve("dumps")));
  }

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

    assertTrue(addition.out().containsAll(quick), () -> addition.out().toString());
    assertFalse(addition.out().contains("-XX:+UseG1GC"));
    for (Run other : List.of(first, relock)) {
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

  @Test
  void fileNamesAreUtf8WhereTheLocaleIsNot() throws Exception {
    assertEquals("LC_ALL=C.UTF-8", run(Map.of("LC_ALL", "C"), "plan").out().get(0));
    assertEquals("LC_ALL=de_DE.UTF-8", run(Map.of("LC_ALL", "de_DE.UTF-8"), "plan").out().get(0));
  }

  @Test
  void anOldJavaIsRefusedInOneSentence() throws Exception {
    for (String old : List.of("11.0.2", "1.8.0_402")) {
      Run run = run(Map.of("FAKE_VERSION", old), "plan");

      assertEquals(4, run.code());
      assertTrue(run.err().contains("is older than Java 17; install a JDK"), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
    assertEquals(0, builds());
  }

  @Test
  void aFailedBuildExitsWith4AndLeavesNoLock() throws Exception {
    Run run = run(Map.of("FAKE_BROKEN", "yes"), "plan");

    assertEquals(4, run.code());
    assertTrue(run.err().contains("terralapse: the build failed"), run.err());
    assertFalse(Files.exists(project.resolve(".build-lock")));
    assertEquals(0, run(Map.of(), "plan").code());
  }

  @Test
  void theLockOfABuilderThatIsGoneIsTaken() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Files.createDirectory(project.resolve(".build-lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    Run run = run(Map.of(), "plan");

    assertEquals(0, run.code(), run.err());
    assertEquals(1, builds());
    assertFalse(Files.exists(lock));
  }

  @Test
  void aSearchPathForFoldersLeadsNowhereElse() throws Exception {
    Files.createDirectories(folder.resolve("elsewhere/a project"));
    Path relative = Path.of("a project", "terralapse");

    Run run = run(relative, Map.of("CDPATH", folder.resolve("elsewhere").toString()), "plan");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains(project.toRealPath() + "/target/terralapse.jar"), run.err());
  }

  @Test
  void aJavaThatCannotDumpItsClassesIsTriedOnce() throws Exception {
    Run first = run(Map.of(), "plan");
    Run second = run(Map.of(), "plan");

    assertEquals(0, first.code() + second.code(), first.err() + second.err());
    assertFalse(String.join(" ", second.out()).contains("SharedArchiveFile"));
    assertEquals(List.of("dumped"), Files.readAllLines(tools.resolve("dumps")));
  }

  @Test
  void whoeverComesSecondSaysThatItWaitsAndThenRuns() throws Exception {
    Process builder = new ProcessBuilder("sleep", "60").start();
    Path lock = Files.createDirectory(project.resolve(".build-lock"));
    Files.writeString(lock.resolve("pid"), builder.pid() + "\n");
    // The builder goes once the launcher has said that it waits for it.
    Thread end =
        new Thread(
            () -> {
              while (builder.isAlive() && !said("waiting for another build")) {
                Thread.onSpinWait();
              }
              builder.destroyForcibly();
            });
    end.setDaemon(true);
    end.start();
    try {
      Run run = run(Map.of(), "plan");

      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("if there is none, remove " + project.toRealPath()));
    } finally {
      builder.destroyForcibly();
    }
  }

  private boolean said(String words) {
    try {
      return Files.readString(folder.resolve("err")).contains(words);
    } catch (IOException notYet) {
      return false;
    }
  }

  private Run run(Map<String, String> variables, String... words) throws Exception {
    return run(project.resolve("terralapse"), variables, words);
  }

  private Run run(Path launcher, Map<String, String> variables, String... words) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().addAll(List.of("sh", launcher.toString()));
    builder.command().addAll(List.of(words));
    // Files, not pipes: reading a pipe would wait for a launcher that hangs.
    builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeAll(List.of("JAVA_HOME", "TERRALAPSE_JAVA_OPTS", "TERRALAPSE_MEMORY"));
    environment.put("PATH", tools + ":" + environment.get("PATH"));
    environment.putAll(variables);
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the launcher hangs");
      return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private long builds() throws IOException {
    Path builds = project.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

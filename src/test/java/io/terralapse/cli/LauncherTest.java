package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How the launcher builds the program, finds it and starts it. */
@DisabledOnOs(OS.WINDOWS)
@Slow
final class LauncherTest extends LauncherProject {
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
}

package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of its own, with a Java and a Maven that only say how they were called.
 * For tests to extend.
 */
abstract class LauncherProject {
  static final String JAVA =
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

  /** How a launcher ended, and what it printed. */
  record Run(int code, List<String> out, String err) {}

  Path folder;
  Path project;
  Path tools;

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

  final Run run(Map<String, String> variables, String... words) throws Exception {
    return run(project.resolve("terralapse"), variables, words);
  }

  final Run run(Path launcher, Map<String, String> variables, String... words) throws Exception {
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

  final long builds() throws IOException {
    Path builds = project.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

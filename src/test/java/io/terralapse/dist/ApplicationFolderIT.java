package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.cli.Wiring;
import io.terralapse.dist.PackagedProgram.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The application folder works alone, wherever it is, and changes nothing outside of the job. */
@EnabledOnOs(OS.LINUX)
final class ApplicationFolderIT {
  private static final Path DIST = PackagedProgram.folder();
  private static final Path LAUNCHER = DIST.resolve("bin/terralapse");

  /** What every Linux with the GNU C library has. */
  private static final Set<String> OF_THE_SYSTEM =
      Set.of("libc", "libm", "libmvec", "libdl", "libpthread", "librt", "libgcc_s", "libstdc++");

  @TempDir private Path folder = Path.of("");

  @Test
  void saysItsVersionWithoutAnyEnvironment() throws Exception {
    Outcome run = PackagedProgram.run(LAUNCHER, Path.of("/"), Map.of(), "--version").exits(0);

    assertEquals("terralapse " + System.getProperty("terralapse.version") + "\n", run.out());
    assertEquals("", run.err());
  }

  @Test
  void everyCheckOfTheMachinePasses() throws Exception {
    Outcome run =
        PackagedProgram.run(LAUNCHER, folder, Map.of(), "doctor", folder.toString()).exits(0);

    assertTrue(run.out().lines().count() > 5, run.out());
    assertTrue(run.out().lines().allMatch(line -> line.startsWith("ok ")), run.out());
    assertTrue(run.out().contains("libx264"), run.out());
  }

  @Test
  void rendersTheSampleToTheSameBytesAndLeavesNothingElsewhere() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path packaged = sample("packaged");
    Path built = sample("built");
    Map<Path, String> before = PackagedProgram.state(DIST);

    Map<String, String> environment =
        Map.of("TERRALAPSE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
    PackagedProgram.run(LAUNCHER, packaged, environment, "render", "-q").exits(0);
    assertEquals(0, Wiring.run("render", "-q", built.resolve("config.yaml").toString()));

    for (String file : List.of("prairie-lakes.mp4", "prairie-lakes-poster.jpg")) {
      Path other = built.resolve("output").resolve(file);
      assertEquals(-1, Files.mismatch(packaged.resolve("output").resolve(file), other), file);
    }
    PackagedProgram.assertSame(before, PackagedProgram.state(DIST));
    assertEquals(Set.of(Path.of("")), PackagedProgram.state(temporary).keySet());
  }

  /** The sample job in a folder of its own, with its scenes where they are. */
  private Path sample(String name) throws IOException {
    Path job = Files.createDirectory(folder.resolve(name));
    Files.copy(Path.of("config.yaml"), job.resolve("config.yaml"));
    Files.createSymbolicLink(job.resolve("scenes"), Path.of("scenes").toAbsolutePath());
    return job;
  }

  @Test
  void writesDatesInOtherLanguages() throws Exception {
    Path config = Path.of("config.yaml").toAbsolutePath();
    Path packaged = folder.resolve("packaged.png");
    Path built = folder.resolve("built.png");
    for (String language : List.of("it", "vi")) {
      PackagedProgram.run(LAUNCHER, folder, Map.of(), still(config, packaged, language)).exits(0);
      assertEquals(0, Wiring.run(still(config, built, language)));

      assertEquals(-1, Files.mismatch(packaged, built), language);
    }
  }

  private String[] still(Path config, Path image, String language) {
    return new String[] {
      "still",
      "2014",
      config.toString(),
      "-q",
      "--draft",
      "-o",
      image.toString(),
      "--set",
      "furniture.locale=" + language,
      "--set",
      "cache.dir=" + folder.resolve("cache")
    };
  }

  /** Users without a home: Java calls it "?". */
  @Test
  void aUserWithoutAHomeGetsNoStrayFolder() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here"));
    Map<String, String> homeless = Map.of("TERRALAPSE_JAVA_OPTS", "-Duser.home=?");

    PackagedProgram.run(LAUNCHER, here, homeless, "doctor", "..").exits(0);

    assertEquals(Set.of(Path.of("")), PackagedProgram.state(here).keySet());
  }

  /** Unpacked at another place, with a space and an accent in its path, and called by a link. */
  @Test
  void theArchiveCanBeUnpackedAnywhereAndStartsWithItsClassData() throws Exception {
    Path place = Files.createDirectory(folder.resolve("a folder, unpacké"));
    Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
    List<String> unpack = List.of("tar", "xzf", PackagedProgram.archive().toString());
    PackagedProgram.run(unpack, place, path).exits(0);
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, place.resolve(DIST.getFileName()).resolve("bin/terralapse"));
    Path log = folder.resolve("classes.log");

    Map<String, String> logged = Map.of("TERRALAPSE_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    PackagedProgram.run(link, folder, logged, "plan", Path.of("config.yaml").toAbsolutePath() + "")
        .exits(0);

    List<String> loaded = Files.readAllLines(log);
    long ours = loaded.stream().filter(line -> line.contains(" io.terralapse.")).count();
    long shared =
        loaded.stream()
            .filter(line -> line.contains(" io.terralapse.") && line.contains("shared objects"))
            .count();
    assertTrue(ours > 200 && shared > 0.9 * ours, shared + " of " + ours);
  }

  @Test
  void theArchiveDependsOnNoClockAndNoUser() throws Exception {
    Map<String, Long> sizes = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(Files.newInputStream(PackagedProgram.archive())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertEquals(0, entry.getLongUserId() + entry.getLongGroupId(), entry.getName());
        assertEquals(Files.getLastModifiedTime(DIST), entry.getLastModifiedTime(), entry.getName());
        if (entry.isFile() && !entry.isSymbolicLink()) {
          sizes.put(entry.getName().replaceFirst("^[^/]*/", ""), entry.getSize());
          assertEquals(
              Files.isExecutable(DIST.resolve(entry.getName().replaceFirst("^[^/]*/", ""))),
              (entry.getMode() & 0100) != 0,
              entry.getName());
        }
      }
    }
    Map<String, Long> expected = new TreeMap<>();
    try (Stream<Path> files = Files.walk(DIST)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          expected.put(DIST.relativize(file).toString(), Files.size(file));
        }
      }
    }
    assertEquals(String.join("\n", lines(expected)), String.join("\n", lines(sizes)));
  }

  private static List<String> lines(Map<String, Long> sizes) {
    return sizes.entrySet().stream().map(Map.Entry::toString).toList();
  }

  @Test
  void nothingIsMissingThatTheSystemMayNotHave() throws Exception {
    Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
    Set<String> foreign = new TreeSet<>();
    for (Path library : libraries()) {
      // As the loader sees it in a process that has loaded Java and the folder of natives.
      String search =
          DIST.resolve("runtime/lib")
              + ":"
              + DIST.resolve("runtime/lib/server")
              + ":"
              + DIST.resolve("lib/native");
      Map<String, String> variables = Map.of("PATH", path.get("PATH"), "LD_LIBRARY_PATH", search);
      PackagedProgram.run(List.of("ldd", library.toString()), folder, variables)
          .exits(0)
          .out()
          .lines()
          .map(String::strip)
          .filter(line -> line.contains("=>") && !line.contains(DIST.toString()))
          .filter(line -> !OF_THE_SYSTEM.contains(line.substring(0, line.indexOf(".so"))))
          .forEach(line -> foreign.add(library.getFileName() + ": " + line));
    }
    assertEquals(Set.of(), foreign);
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.walk(DIST)) {
      List<Path> libraries =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().matches(".*\\.so(\\.\\d+)*"))
              .toList();
      assertTrue(libraries.size() > 20, libraries::toString);
      return libraries;
    }
  }

  @Test
  void theRuntimeTrustsTheUsualAuthorities() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream file = Files.newInputStream(DIST.resolve("runtime/lib/security/cacerts"))) {
      trusted.load(file, null);
    }
    assertTrue(trusted.size() > 50, "authorities: " + trusted.size());
  }

  @Test
  void licencesManualAndCompletionAreThere() throws IOException {
    for (String file :
        List.of(
            "LICENSE",
            "NOTICE",
            "THIRD-PARTY.md",
            "legal/GPL-3.0.txt",
            "runtime/legal/java.base/LICENSE",
            "share/man/man1/terralapse.1",
            "share/bash-completion/completions/terralapse",
            "share/zsh/site-functions/_terralapse",
            "share/doc/terralapse/CONFIG.md")) {
      assertTrue(Files.size(DIST.resolve(file)) > 0, file);
    }
    assertFalse(Files.exists(DIST.resolve("runtime/bin/javac")));
  }
}

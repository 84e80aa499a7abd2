package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.terralapse.dist.PackagedProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package has the application folder as it is, and needs little of the system. */
final class DebianPackageIT {
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

  @TempDir private Path folder = Path.of("");

  @Test
  void theControlFileSaysWhatIsNeeded() throws Exception {
    Outcome info = dpkg("--info", debianPackage().toString());

    assertTrue(info.out().contains(" Package: terralapse\n"), info.out());
    String version = System.getProperty("terralapse.version");
    assertTrue(info.out().contains(" Version: " + version + "-1\n"), info.out());
    assertTrue(
        info.out()
            .lines()
            .anyMatch(
                l -> l.matches(" Depends: libc6 \\(>= [0-9.]+\\), libgcc-s1, libstdc\\+\\+6")),
        info.out());
    assertTrue(!info.out().contains("postinst"), info.out());
    Outcome contents = dpkg("--contents", debianPackage().toString());
    assertTrue(contents.out().lines().allMatch(l -> l.contains(" root/root ")), "owners");
  }

  @Test
  void theExtractedPackageRuns() throws Exception {
    dpkg("--extract", debianPackage().toString(), folder.toString());
    Path app = folder.resolve("opt/terralapse");

    PackagedProgram.assertSame(
        PackagedProgram.state(PackagedProgram.folder()), PackagedProgram.state(app));
    for (String link :
        List.of(
            "usr/bin/terralapse",
            "usr/share/man/man1/terralapse.1",
            "usr/share/bash-completion/completions/terralapse",
            "usr/share/zsh/vendor-completions/_terralapse")) {
      Path target = Files.readSymbolicLink(folder.resolve(link));
      assertTrue(Files.isRegularFile(folder.resolve(Path.of("/").relativize(target))), link);
    }
    Path launcher = app.resolve("bin/terralapse");
    Outcome run = PackagedProgram.run(launcher, folder, Map.of(), "doctor", folder + "").exits(0);
    assertTrue(run.out().lines().allMatch(line -> line.startsWith("ok ")), run.out());
  }

  private static Path debianPackage() throws IOException {
    for (String tool : List.of("dpkg-deb", "fakeroot")) {
      assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "no " + tool);
    }
    try (Stream<Path> files = Files.list(PackagedProgram.archive().resolveSibling("."))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".deb")).toList();
      assertEquals(1, found.size(), found::toString);
      return found.get(0);
    }
  }

  private Outcome dpkg(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/dpkg-deb"));
    command.addAll(List.of(words));
    return PackagedProgram.run(command, folder, PATH).exits(0);
  }
}

package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.dist.PackagedProgram.Outcome;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of the Dockerfile without Docker: the build in a scratch folder with the files that
 * .dockerignore leaves, and the last stage in a root folder with Debian's required packages only.
 */
@EnabledOnOs(OS.LINUX)
final class DockerfileIT {
  private static final Map<String, String> PATH =
      Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  @TempDir private Path folder = Path.of("");
  private List<Dockerfile.Stage> stages = List.of();

  @BeforeEach
  void read() throws IOException {
    stages = Dockerfile.stages(Path.of("Dockerfile"));
    assertEquals(2, stages.size());
  }

  /** JUnit would warn of each absolute link in a root folder. */
  @AfterEach
  void delete() throws Exception {
    run(Path.of("/"), Map.of(), "rm", "-rf", folder.resolve("root").toString()).exits(0);
  }

  @Test
  void theBaseIsPinnedAndTheProgramIsNotRunAsRoot() {
    for (Dockerfile.Stage stage : stages) {
      assertTrue(stage.base().matches("debian:[a-z]+-\\d{8}-slim"), stage.base());
    }
    Dockerfile.Stage last = stages.get(1);
    assertEquals(List.of(), last.all("RUN"), "steps whose layers would depend on the clock");
    assertTrue(last.all("USER").get(0).matches("[1-9]\\d*:[1-9]\\d*"), last::toString);
  }

  @Test
  void packagesThatTheBuildInstallsExist() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/apt-cache")), "not Debian");
    String install = stages.get(0).all("RUN").get(0);
    assertTrue(install.endsWith("rm -rf /var/lib/apt/lists/*"), install);
    String list = install.replaceAll(".*--no-install-recommends ", "").replaceAll(" &&.*", "");
    for (String name : list.split(" ", -1)) {
      Outcome known = run(Path.of("/"), Map.of(), "apt-cache", "show", name);
      assertEquals(0, known.code(), name + ": " + known.err());
    }
  }

  /**
   * The files that are sent suffice, and another build gives the same bytes, but for the class
   * data.
   */
  @Test
  void theBuildStageMakesTheSameFolderAgain() throws Exception {
    Dockerfile.Stage build = stages.get(0);
    assertEquals(List.of(". ."), build.all("COPY"));
    Path context = Files.createDirectory(folder.resolve("context"));
    sendContext(context);
    Path opt = folder.resolve("opt");
    Map<String, String> variables = new TreeMap<>(environment(build));
    variables.put("HOME", System.getProperty("user.home"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("CLASSES", PackagedProgram.folder().resolve("lib/terralapse.classes").toString());
    for (String step : build.all("RUN").subList(1, build.all("RUN").size())) {
      String here = step.replace("/opt", opt.toString());
      run(context, variables, "/bin/sh", "-c", here).exits(0);
    }

    Path again = opt.resolve("terralapse");
    PackagedProgram.assertSame(
        PackagedProgram.state(PackagedProgram.folder()), PackagedProgram.state(again));
    String first = PackagedProgram.folder().toString();
    run(folder, Map.of(), "diff", "-rq", "-x", "terralapse.jsa", first, again.toString()).exits(0);
  }

  private static void sendContext(Path context) throws Exception {
    List<String> rules = Files.readAllLines(Path.of(".dockerignore"));
    // Docker sends every file that is not left out; in a clone those are the ones that Git has.
    Outcome files =
        run(Path.of("").toAbsolutePath(), Map.of(), "git", "ls-files", "-co", "--exclude-standard");
    for (String name : files.exits(0).out().lines().toList()) {
      if (Dockerfile.isSent(Path.of(name), rules) && Files.exists(Path.of(name))) {
        Path copy = context.resolve(name);
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(Path.of(name), copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    assertTrue(Files.exists(context.resolve("pom.xml")));
    assertTrue(Files.notExists(context.resolve("src/test")));
  }

  /** No network, a read-only program of another owner, no home, no entry in passwd. */
  @Test
  void theImageRendersAsItsUserWithoutANetwork() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "chroot needs root");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-query")), "not Debian");
    Dockerfile.Stage image = stages.get(1);
    Path root = Files.createDirectory(folder.resolve("root"));
    copyRequiredPackages(root);
    assertEquals(List.of("--from=build /opt/terralapse /opt/terralapse"), image.all("COPY"));
    Files.createDirectories(root.resolve("opt"));
    run(folder, Map.of(), "cp", "-a", PackagedProgram.folder() + "", root + "/opt/terralapse")
        .exits(0);
    Path work =
        Files.createDirectories(root.resolve("." + image.all("WORKDIR").get(0)).normalize());
    new SyntheticScenes(SyntheticScenes.Options.of(160, 120, 3)).write(work.resolve("scenes"));
    Files.writeString(work.resolve("config.yaml"), "scenes: [scenes]\ngrid: {size: 160x120}\n");
    run(folder, Map.of(), "chown", "-R", image.all("USER").get(0), work.toString()).exits(0);

    Outcome help = inImage(root, words(image.all("CMD").get(0))).exits(0);
    assertTrue(help.out().contains("Usage: terralapse"), help.out());
    Outcome checks = inImage(root, List.of("doctor")).exits(0);
    assertTrue(checks.out().contains("libx264"), checks.out());
    Outcome render = inImage(root, List.of("render", "--json")).exits(0);
    assertTrue(render.out().contains("\"rendered\""), render.out());
    assertTrue(Files.size(work.resolve("output/timelapse.mp4")) > 0);
  }

  private Outcome inImage(Path root, List<String> arguments) throws Exception {
    Dockerfile.Stage image = stages.get(1);
    List<String> command =
        new ArrayList<>(List.of("unshare", "--net", "--mount", "--pid", "--fork"));
    String enter =
        "mount --bind \"$0\" \"$0\"; mount -t proc proc \"$0/proc\"; user=$1; place=$2; shift 2;"
            + " exec chroot --userspec=\"$user\" \"$0\" /bin/sh -c 'cd \"$0\" && exec \"$@\"' \"$place\" \"$@\"";
    command.addAll(List.of("/bin/sh", "-c", enter, root.toString()));
    command.addAll(List.of(image.all("USER").get(0), image.all("WORKDIR").get(0)));
    command.addAll(List.of("/usr/bin/env", "-i"));
    environment(image).forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(words(image.all("ENTRYPOINT").get(0)));
    command.addAll(arguments);
    return run(folder, Map.of(), command.toArray(String[]::new));
  }

  /** What Debian's smallest image has: packages of priority "required", and what those need. */
  private void copyRequiredPackages(Path root) throws Exception {
    Path lists = Files.createDirectory(folder.resolve("lists"));
    Path script = Path.of("src/test/resources/dist/required-packages.sh").toAbsolutePath();
    run(folder, Map.of(), "/bin/sh", script + "", root + "", lists + "").exits(0);
    assertTrue(Files.notExists(root.resolve("usr/lib/jvm")), "no Java there");
    try (Stream<Path> libraries = Files.find(root, 5, (p, a) -> p.endsWith("libjpeg.so.62"))) {
      assertEquals(List.of(), libraries.toList(), "libraries that the image lacks");
    }
  }

  private static Map<String, String> environment(Dockerfile.Stage stage) {
    Map<String, String> variables = new TreeMap<>();
    for (String variable : stage.all("ENV")) {
      String[] pair = variable.split("=", 2);
      variables.put(pair[0], pair[1]);
    }
    return variables;
  }

  private static List<String> words(String json) throws IOException {
    return Arrays.asList(new ObjectMapper().readValue(json, String[].class));
  }

  private static Outcome run(Path place, Map<String, String> more, String... words)
      throws Exception {
    Map<String, String> environment = new TreeMap<>(PATH);
    environment.putAll(more);
    return PackagedProgram.run(List.of(words), place, environment);
  }
}

package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.dist.PackagedProgram.Outcome;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The commands of action.yml and examples/ci, run in a repository with three small scenes. */
@EnabledOnOs(OS.LINUX)
final class CiExamplesIT {
  private static final Path LAUNCHER = PackagedProgram.folder().resolve("bin/terralapse");
  private static final Path EXAMPLES = Path.of("examples/ci");
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  @TempDir private Path folder = Path.of("");
  private Path repository = Path.of("");

  @BeforeEach
  void makeRepository() throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    Path scenes = Files.createDirectory(repository.resolve("scenes"));
    new SyntheticScenes(SyntheticScenes.Options.of(160, 120, 3)).write(scenes);
    Files.writeString(
        repository.resolve("config.yaml"),
        "name: job\nscenes: [scenes]\ngrid: {size: 160x120}\nfurniture: {credit: false}\n");
    Files.writeString(repository.resolve(".gitignore"), ".terralapse/\noutput/\nresult.json\n");
    sh(Map.of(), "git init -q -b main && git add . && git commit -q -m Scenes").exits(0);
  }

  @Test
  void theActionRendersOnceAndThenFindsNothingToDo() throws Exception {
    CompositeAction action = new CompositeAction(Path.of("action.yml"), repository);
    Map<String, String> program = Map.of("program", LAUNCHER.toString());

    Map<String, String> first = action.run(program);
    // What the cache holds is all that the second machine has of the first.
    sh(Map.of(), "git add job.lock && git commit -q -m Lock && git clean -q -x -d -f").exits(0);
    assertFalse(Files.exists(repository.resolve("output")));
    Map<String, String> second = action.run(program);

    assertEquals("rendered", first.get("status"), first::toString);
    assertEquals("3", first.get("frames"));
    assertTrue(first.getOrDefault("files", "").contains("job.mp4"), first::toString);
    assertTrue(Files.readString(Path.of(first.getOrDefault("result", ""))).startsWith("{"));
    assertEquals("unchanged", second.get("status"), second::toString);
    assertTrue(Files.size(repository.resolve("output/job.mp4")) > 0);
  }

  @Test
  void theActionFailsWithTheProgram() throws Exception {
    CompositeAction action = new CompositeAction(Path.of("action.yml"), repository);

    Map<String, String> outputs =
        action.run(Map.of("program", LAUNCHER.toString(), "options", "--locked"));

    assertEquals("failed", outputs.get("status"), outputs::toString);
    assertEquals("2", outputs.get("exit"), outputs::toString);
  }

  @Test
  void theWorkflowPassesInputsThatTheActionHasAndCommitsTheLock() throws Exception {
    CompositeAction action = new CompositeAction(Path.of("action.yml"), repository);
    Map<?, ?> workflow = yaml(EXAMPLES.resolve("github.yml"));
    List<?> steps = (List<?>) at(workflow, "jobs", "render", "steps");
    Map<?, ?> ours = (Map<?, ?>) steps.get(1);
    assertTrue(ours.get("uses").toString().startsWith("OWNER/terralapse@"), ours::toString);
    Map<String, String> inputs = new TreeMap<>();
    ((Map<?, ?>) ours.get("with"))
        .forEach((key, value) -> inputs.put(key.toString(), value.toString()));
    inputs.put("program", LAUNCHER.toString());
    assertEquals("rendered", action.run(inputs).get("status"));
    for (Object step : steps) {
      String condition = String.valueOf(((Map<?, ?>) step).get("if"));
      Matcher output = Pattern.compile("steps\\.terralapse\\.outputs\\.(\\w+)").matcher(condition);
      if (output.find()) {
        assertTrue(action.outputNames().contains(output.group(1)), condition);
      }
    }

    Path remote = folder.resolve("remote.git");
    sh(Map.of(), "git init -q --bare '" + remote + "'").exits(0);
    sh(Map.of(), "git remote add origin '" + remote + "' && git push -q -u origin main").exits(0);
    Map<?, ?> commit = (Map<?, ?>) steps.get(steps.size() - 1);
    sh(Map.of(), "set -e\n" + commit.get("run")).exits(0);
    Outcome files = sh(Map.of(), "git ls-tree --name-only origin/main").exits(0);
    assertTrue(files.out().lines().anyMatch("job.lock"::equals), files.out());
  }

  @Test
  void theJobForGitLabRendersWhatItKeeps() throws Exception {
    Map<?, ?> job = (Map<?, ?>) at(yaml(EXAMPLES.resolve("gitlab-ci.yml")), "time-lapse");
    assertEquals(List.of(""), at(job, "image", "entrypoint"));
    String script =
        String.join("\n", ((List<?>) job.get("script")).stream().map(String::valueOf).toList());

    Map<String, String> path = Map.of("PATH", LAUNCHER.getParent() + ":" + PATH);
    sh(path, "set -e\n" + script).exits(0);

    List<Object> kept = new ArrayList<>((List<?>) at(job, "cache", "paths"));
    kept.addAll((List<?>) at(job, "artifacts", "paths"));
    for (Object pattern : kept) {
      sh(Map.of(), "ls -d " + pattern).exits(0);
    }
    sh(path, "set -e\n" + script).exits(0);
    assertTrue(Files.readString(repository.resolve("result.json")).contains("\"unchanged\""));
  }

  @Test
  void theLineForCronRunsAsCronRunsIt() throws Exception {
    Map<String, String> environment = new TreeMap<>(Map.of("HOME", folder.toString()));
    String command = "";
    for (String line : Files.readAllLines(EXAMPLES.resolve("crontab"))) {
      Matcher variable = Pattern.compile("([A-Z]+)=(\\S+)").matcher(line);
      Matcher entry = Pattern.compile("((?:[0-9*/,-]+ +){5})(.+)").matcher(line);
      if (variable.matches()) {
        environment.put(variable.group(1), variable.group(2));
      } else if (entry.matches()) {
        command = entry.group(2);
      } else {
        assertTrue(line.isBlank() || line.startsWith("#"), line);
      }
    }
    // cron takes a per cent sign as the end of the line.
    assertFalse(command.contains("%"), command);

    run(List.of("/bin/sh", "-c", installed(command)), folder, environment).exits(0);

    assertTrue(Files.size(repository.resolve("output/job.mp4")) > 0);
    assertEquals(
        "", Files.readString(repository.resolve("render.log")).replaceAll("Rendered.*\\n", ""));
  }

  @Test
  void theServiceAndItsTimerAreRight() throws Exception {
    Path units = Files.createDirectory(folder.resolve("units"));
    for (String name : List.of("terralapse.service", "terralapse.timer")) {
      Files.writeString(units.resolve(name), installed(Files.readString(EXAMPLES.resolve(name))));
    }
    Map<String, String> service = unit(units.resolve("terralapse.service"));
    Map<String, String> timer = unit(units.resolve("terralapse.timer"));
    if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
      Outcome checked =
          sh(
              Map.of(),
              "systemd-analyze verify '"
                  + units
                  + "'/terralapse.timer '"
                  + units
                  + "'/terralapse.service");
      assertFalse(checked.err().contains("terralapse."), checked.err());
      sh(Map.of(), "systemd-analyze calendar '" + timer.get("OnCalendar") + "'").exits(0);
    }
    assertEquals("oneshot", service.get("Type"));
    assertEquals("timers.target", timer.get("WantedBy"));

    Map<String, String> environment = new TreeMap<>();
    String[] variable = service.getOrDefault("Environment", "").split("=", 2);
    environment.put(variable[0], variable[1]);
    Path place = Path.of(service.getOrDefault("WorkingDirectory", ""));
    List<String> command = List.of(service.getOrDefault("ExecStart", "").split(" ", -1));
    run(command, place, environment).exits(0);

    assertEquals(service.get("ReadWritePaths"), place.toString());
    assertTrue(Files.size(repository.resolve("output/job.mp4")) > 0);
  }

  /** Keys of all sections; the examples repeat none. */
  private static Map<String, String> unit(Path file) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("[")) {
        String[] pair = line.split("=", 2);
        assertEquals(null, values.put(pair[0], pair[1]), line);
      }
    }
    return values;
  }

  /** Text with the program and the job where they are in this test. */
  private String installed(String text) {
    return text.replace("/opt/terralapse/bin/terralapse", LAUNCHER.toString())
        .replace("/srv/time-lapse", repository.toString())
        .replace("User=time-lapse", "User=root");
  }

  private Outcome sh(Map<String, String> more, String script) throws Exception {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", PATH);
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "A Tester");
      environment.put("GIT_" + who + "_EMAIL", "tester@example.org");
    }
    environment.put("HOME", folder.toString());
    environment.putAll(more);
    return run(List.of("/bin/sh", "-c", script), repository, environment);
  }

  private static Outcome run(List<String> command, Path place, Map<String, String> environment)
      throws Exception {
    return PackagedProgram.run(command, place, environment);
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    return (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
  }

  private static Object at(Map<?, ?> map, String... keys) {
    Object value = map;
    for (String key : keys) {
      value = ((Map<?, ?>) value).get(key);
      assertTrue(value != null, key);
    }
    return value;
  }
}

package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs a composite action for GitHub without GitHub: its shell steps as they are, restoring and
 * saving of a cache as copies, and the few expressions that it uses. What is not known fails.
 */
final class CompositeAction {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}");

  private final Map<?, ?> action;
  private final Path workspace;
  private final Path runner;
  private final Map<String, String> values = new TreeMap<>();
  private int runs;

  /**
   * An action in a repository's folder; beside it, folders for the runner and its cache are made.
   */
  CompositeAction(Path file, Path workspace) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    this.action = (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
    this.workspace = workspace;
    this.runner = Files.createDirectories(workspace.resolveSibling("runner"));
    assertEquals("composite", map(action.get("runs")).get("using"));
  }

  Set<String> outputNames() {
    return Set.copyOf(map(action.get("outputs")).keySet().stream().map(String::valueOf).toList());
  }

  /** Outputs of the action, and {@code exit}, the code of the step that failed or 0. */
  Map<String, String> run(Map<String, String> inputs) throws IOException, InterruptedException {
    runs++;
    values.clear();
    values.put("runner.os", "Linux");
    values.put("runner.temp", runner.toString());
    values.put("github.action_path", Path.of("").toAbsolutePath().toString());
    map(action.get("inputs"))
        .forEach((name, input) -> values.put("inputs." + name, text(map(input).get("default"))));
    inputs.forEach(
        (name, value) ->
            assertTrue(values.put("inputs." + name, value) != null, "no input: " + name));
    int exit = 0;
    for (Object entry : (List<?>) map(action.get("runs")).get("steps")) {
      Map<?, ?> step = map(entry);
      if (applies(step, exit == 0)) {
        int code = step.containsKey("run") ? shell(step) : uses(step);
        exit = exit == 0 ? code : exit;
      }
    }
    Map<String, String> outputs = new TreeMap<>(Map.of("exit", Integer.toString(exit)));
    map(action.get("outputs"))
        .forEach((name, output) -> outputs.put(text(name), filled(map(output).get("value"))));
    return outputs;
  }

  private boolean applies(Map<?, ?> step, boolean succeeded) {
    String condition = text(step.get("if"));
    return switch (condition) {
      case "" -> succeeded;
      case "${{ inputs.program == '' }}" ->
          succeeded && values.getOrDefault("inputs.program", "").isEmpty();
      case "${{ always() && steps.cache.outputs.cache-hit != 'true' }}" ->
          !values.getOrDefault("steps.cache.outputs.cache-hit", "").equals("true");
      default -> throw new IllegalStateException("if: " + condition);
    };
  }

  private int shell(Map<?, ?> step) throws IOException, InterruptedException {
    assertEquals("bash", step.get("shell"));
    Path output = runner.resolve("output-" + runs);
    Files.writeString(output, "");
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", runner.toString());
    environment.put("GITHUB_OUTPUT", output.toString());
    map(step.get("env")).forEach((name, value) -> environment.put(text(name), filled(value)));
    List<String> command = new ArrayList<>(List.of("bash", "--noprofile", "--norc"));
    command.addAll(List.of("-eo", "pipefail", "-c", filled(step.get("run"))));
    int code = PackagedProgram.run(command, workspace, environment).code();
    readOutputs("steps." + step.get("id") + ".outputs.", Files.readAllLines(output));
    return code;
  }

  /** Lines as {@code name=value}, or {@code name<<END}, the lines of the value, and END. */
  private void readOutputs(String prefix, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int heredoc = line.indexOf("<<");
      int equals = line.indexOf('=');
      if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(line.substring(heredoc + 2));
        values.put(
            prefix + line.substring(0, heredoc), String.join("\n", lines.subList(i + 1, end)));
        i = end;
      } else {
        values.put(prefix + line.substring(0, equals), line.substring(equals + 1));
      }
    }
  }

  private int uses(Map<?, ?> step) throws IOException, InterruptedException {
    Map<?, ?> with = map(step.get("with"));
    String key = filled(with.get("key"));
    List<String> paths = filled(with.get("path")).lines().toList();
    Path entry = runner.resolve("cache").resolve(key);
    switch (text(step.get("uses"))) {
      case "actions/cache/restore@v4" -> {
        String outputs = "steps." + step.get("id") + ".outputs.";
        values.put(outputs + "cache-primary-key", key);
        values.put(outputs + "cache-hit", Boolean.toString(Files.exists(entry)));
        Path found = Files.exists(entry) ? entry : begun(filled(with.get("restore-keys")));
        if (Files.exists(found)) {
          copy(paths, found, workspace);
        }
      }
      case "actions/cache/save@v4" -> copy(paths, workspace, Files.createDirectories(entry));
      default -> throw new IllegalStateException("uses: " + step.get("uses"));
    }
    return 0;
  }

  /** The entry whose key begins as given. */
  private Path begun(String prefix) throws IOException {
    Path cache = Files.createDirectories(runner.resolve("cache"));
    try (var entries = Files.list(cache)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElse(cache.resolve("none"));
    }
  }

  private static void copy(List<String> paths, Path from, Path to)
      throws IOException, InterruptedException {
    for (String path : paths) {
      if (Files.exists(from.resolve(path))) {
        List<String> copy =
            List.of("/bin/cp", "-a", from.resolve(path).toString(), to.toString() + "/");
        PackagedProgram.run(copy, from, Map.of()).exits(0);
      }
    }
  }

  private String filled(Object template) {
    Matcher matcher = EXPRESSION.matcher(text(template));
    return matcher.replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
  }

  private String value(String expression) {
    if (expression.equals("hashFiles(inputs.lock, inputs.scenes)")) {
      // The files are those of one commit, so that the number of locks tells the states apart.
      return Files.exists(workspace.resolve("job.lock")) ? "locked" : "unlocked";
    }
    Matcher either =
        Pattern.compile("(\\S+) \\|\\| format\\('(.*)', (\\S+)\\)").matcher(expression);
    if (either.matches()) {
      String first = value(either.group(1));
      return first.isEmpty() ? either.group(2).replace("{0}", value(either.group(3))) : first;
    }
    boolean output = expression.startsWith("steps.");
    assertTrue(output || values.containsKey(expression), "unknown: " + expression);
    return values.getOrDefault(expression, "");
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }
}

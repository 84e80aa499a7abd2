package io.terralapse.dist;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The instructions of a Dockerfile, as far as this project's uses them: one line each, no heredocs.
 */
final class Dockerfile {
  private static final Set<String> KNOWN =
      Set.of("FROM", "ARG", "RUN", "WORKDIR", "COPY", "ENV", "USER", "ENTRYPOINT", "CMD");

  /** One instruction: its keyword and what follows. */
  record Instruction(String keyword, String rest) {}

  /** Instructions from one FROM to the next. */
  record Stage(String base, String name, List<Instruction> instructions) {
    /** What follows the keyword, each time that it occurs. */
    List<String> all(String keyword) {
      return instructions.stream()
          .filter(instruction -> instruction.keyword().equals(keyword))
          .map(Instruction::rest)
          .toList();
    }
  }

  private Dockerfile() {}

  /** The stages in order. ARG before the first FROM is resolved in the names of bases. */
  static List<Stage> stages(Path file) throws IOException {
    List<Stage> stages = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split("\\s+", 2);
      if (!KNOWN.contains(words[0]) || words.length < 2 || line.endsWith("\\")) {
        throw new IllegalStateException(file + ": not understood: " + line);
      }
      if (words[0].equals("FROM")) {
        String[] base = words[1].split("(?i) AS ", 2);
        stages.add(
            new Stage(
                resolved(base[0], arguments),
                base.length > 1 ? base[1].toLowerCase(Locale.ROOT) : "",
                new ArrayList<>()));
      } else if (stages.isEmpty()) {
        arguments.add(words[1]);
      } else {
        stages.get(stages.size() - 1).instructions().add(new Instruction(words[0], words[1]));
      }
    }
    return stages;
  }

  private static String resolved(String base, List<String> arguments) {
    String resolved = base;
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      resolved = resolved.replace("${" + pair[0] + "}", pair[1]);
    }
    return resolved;
  }

  /** Whether a file of the context is sent to the build. The last rule that matches decides. */
  static boolean isSent(Path file, List<String> ignoreRules) {
    boolean sent = true;
    for (String rule : ignoreRules) {
      if (rule.isBlank() || rule.startsWith("#")) {
        continue;
      }
      boolean include = rule.startsWith("!");
      String pattern = include ? rule.substring(1) : rule;
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      for (Path part = file; part != null; part = part.getParent()) {
        if (matcher.matches(part)) {
          sent = include;
        }
      }
    }
    return sent;
  }
}

package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.testkit.GeneratedDoc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code docs/CLI.md} is made from the command line's own model. */
class CliDocTest {
  private static final String INTRODUCTION =
      """
      # Command line

      <!-- Made by CliDocTest from the commands. Change them, then: mvn -Dfast test -Dtest='*DocTest' -Dupdate.docs=true -->

      Results go to stdout, everything else (progress, warnings, errors) to stderr. With `--json`, stdout is one JSON object: the
      result, or `{"error": {"code": ..., "message": ...}}`. An error is one sentence that names the file or setting, what is wrong
      and the way out; only a bug shows a stack trace.
      """;

  private final CommandLine line = Wiring.commandLine();

  @Test
  void theReferenceIsCurrent() throws IOException {
    GeneratedDoc.assertCurrent(Path.of("docs/CLI.md"), page());
  }

  @Test
  void everyVerbOptionAndParameterSaysWhatItIs() {
    for (CommandLine verb : line.getSubcommands().values()) {
      CommandSpec spec = verb.getCommandSpec();
      assertTrue(spec.usageMessage().description().length > 0, spec.name());
      spec.options().forEach(o -> assertTrue(o.description().length > 0, o.longestName()));
      spec.positionalParameters()
          .forEach(p -> assertTrue(p.description().length > 0, p.paramLabel()));
    }
  }

  @Test
  void everyExitCodeIsDocumented() {
    Map<String, String> codes = line.getCommandSpec().usageMessage().exitCodeList();
    for (ExitCode code : ExitCode.values()) {
      assertFalse(codes.getOrDefault(Integer.toString(code.code()), "").isBlank(), code.toString());
    }
    assertTrue(codes.keySet().stream().anyMatch(c -> c.contains("130")));
    assertEquals(ExitCode.values().length + 1, codes.size());
  }

  private String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("\n## Verbs\n\n| Verb | What it does |\n| --- | --- |\n");
    line.getSubcommands()
        .forEach(
            (name, verb) ->
                page.append("| [`%s`](#%s) | %s |\n".formatted(name, name, description(verb))));
    line.getSubcommands().forEach((name, verb) -> verb(page, name, verb));
    page.append("\n## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n");
    line.getCommandSpec()
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> page.append("| %s | %s |\n".formatted(code, meaning)));
    return page.toString();
  }

  private static String description(CommandLine verb) {
    return String.join(" ", verb.getCommandSpec().usageMessage().description());
  }

  private static void verb(StringBuilder page, String name, CommandLine verb) {
    page.append("\n## ").append(name).append("\n\n").append(description(verb));
    page.append("\n\n```sh\n").append(synopsis(verb)).append("\n```\n");
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : verb.getCommandSpec().positionalParameters()) {
      rows.add(row("`" + parameter.paramLabel() + "`", parameter.description()));
    }
    verb.getCommandSpec().options().stream()
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(option -> rows.add(row(names(option), option.description())));
    page.append("\n| Argument | Meaning |\n| --- | --- |\n");
    rows.forEach(page::append);
  }

  private static String synopsis(CommandLine verb) {
    Help help = new Help(verb.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF));
    return help.synopsis(0).strip().replaceAll("\\s+", " ");
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return "`" + String.join("`, `", option.names()) + value + "`";
  }

  private static String row(String argument, String[] description) {
    return "| %s | %s |\n".formatted(argument, String.join(" ", description).replace("|", "\\|"));
  }
}

package io.terralapse.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of the program, in the macros of man(7), from the command line's model. */
final class ManPage {
  private static final String FILES =
      """
      .TP
      .I config.yaml
      The configuration that a verb reads unless another is named.
      .TP
      .I NAME.lock
      Beside the configuration: what published frames depend on. Meant to be committed.
      .TP
      .I .terralapse
      Beside the configuration: the cache. Can be deleted at any time.
      """;

  private static final String ENVIRONMENT =
      """
      .TP
      .B TERRALAPSE_*
      Settings of the configuration, such as
      .B TERRALAPSE_GRID_SIZE\\c
      : they override the file, and \\fB\\-\\-set\\fR overrides them.
      .TP
      .B TERRALAPSE_JAVA_OPTS
      Options for Java, which replace the heap that is derived from the setting
      .BR memory .
      .TP
      .B COLUMNS
      Width of tables.
      .TP
      .B XDG_CACHE_HOME
      Where the database of coordinate systems is unpacked (default: ~/.cache).
      """;

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * The page of a command line with verbs.
   *
   * @return roff source, in ASCII
   */
  static String of(CommandLine line) {
    ManPage man = new ManPage();
    man.write(line);
    return man.page.toString();
  }

  private void write(CommandLine line) {
    CommandSpec program = line.getCommandSpec();
    String name = program.name();
    page.append(".\\\" Generated from the command line.\n");
    macro("TH", name.toUpperCase(Locale.ROOT), "1", "", name + " " + Version.text(), "");
    macro("SH", "NAME");
    String purpose = String.join(" ", program.usageMessage().description());
    text(name + " - " + purpose.replaceAll("\\.$", ""));
    macro("SH", "SYNOPSIS");
    line.getSubcommands().values().forEach(this::synopsis);
    macro("SH", "DESCRIPTION");
    text(purpose);
    text("Results go to stdout; progress, warnings and errors go to stderr.");
    line.getSubcommands().values().forEach(this::verb);
    macro("SH", "EXIT STATUS");
    program
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> item(bold(code), new String[] {meaning}));
    macro("SH", "FILES");
    page.append(FILES);
    macro("SH", "ENVIRONMENT");
    page.append(ENVIRONMENT);
  }

  private void synopsis(CommandLine verb) {
    Help help = new Help(verb.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF));
    text(help.synopsis(0).strip().replaceAll("\\s+", " "));
    page.append(".br\n");
  }

  private void verb(CommandLine verb) {
    CommandSpec spec = verb.getCommandSpec();
    macro("SH", spec.root().name().toUpperCase(Locale.ROOT) + " " + spec.name());
    text(String.join(" ", spec.usageMessage().description()));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter.description());
    }
    List<OptionSpec> options =
        spec.options().stream().sorted(Comparator.comparing(OptionSpec::longestName)).toList();
    for (OptionSpec option : options) {
      String names =
          String.join(", ", List.of(option.names()).stream().map(ManPage::bold).toList());
      boolean value = option.arity().max() > 0;
      item(
          value ? names + " \\fI" + escaped(option.paramLabel()) + "\\fR" : names,
          option.description());
    }
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private void item(String tag, String[] description) {
    page.append(".TP\n").append(tag).append('\n');
    text(String.join(" ", description));
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
  }

  /** A line of text, which must not begin like a macro. */
  private void text(String text) {
    String escaped = escaped(text);
    boolean macro = escaped.startsWith(".") || escaped.startsWith("'");
    page.append(macro ? "\\&" : "").append(escaped).append('\n');
  }

  /**
   * Backslashes and hyphens have meanings in roff, and bytes outside of ASCII depend on locales.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> escaped.append("\\(rs");
                case '-' -> escaped.append("\\-");
                default -> {
                  if (c < 128) {
                    escaped.append((char) c);
                  } else {
                    escaped.append(String.format(Locale.ROOT, "\\[u%04X]", c));
                  }
                }
              }
            });
    return escaped.toString();
  }
}

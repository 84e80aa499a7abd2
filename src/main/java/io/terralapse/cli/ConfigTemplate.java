package io.terralapse.cli;

import io.terralapse.pipeline.FolderProposal;
import io.terralapse.pipeline.FolderProposal.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a first configuration: every section with its defaults as a comment, and those
 * sections without the comment sign in which something has to differ. Immutable.
 */
final class ConfigTemplate {
  /** The entry that a sentence about unknown bands proposes. */
  private static final Pattern SOURCES = Pattern.compile("sources: \\[\\{.*\\}\\]");

  private final String text;

  private ConfigTemplate(String text) {
    this.text = text;
  }

  /**
   * The template for a folder.
   *
   * @param name base name of the outputs
   * @param scenes the folder's path from the configuration
   */
  static ConfigTemplate of(String name, String scenes) throws IOException {
    try (InputStream in = ConfigTemplate.class.getResourceAsStream("init.yaml")) {
      if (in == null) {
        throw new IllegalStateException("init.yaml is missing from the program");
      }
      return new ConfigTemplate(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("@NAME@", name)
              .replace("@SCENES@", "'" + scenes.replace("'", "''") + "'"));
    }
  }

  /** The configuration. */
  String text() {
    return text;
  }

  /** The same with settings that differ from their defaults. */
  ConfigTemplate with(List<Change> changes) {
    String changed = text;
    for (Change change : changes) {
      changed = with(changed, change);
    }
    return new ConfigTemplate(changed);
  }

  private static String with(String text, Change change) {
    int dot = change.setting().indexOf('.');
    String section = change.setting().substring(0, dot);
    String key = change.setting().substring(dot + 1);
    // The line of the section, with or without its comment sign, up to a remark at its end.
    Matcher line =
        Pattern.compile("(?m)^(?:# )?(" + section + ": \\{[^\n]*\\})([^\n]*)$").matcher(text);
    if (!line.find()) {
      throw new IllegalArgumentException(change.setting());
    }
    String values =
        line.group(1)
            .replaceFirst(
                "\\b" + key + ": [^,}]*", Matcher.quoteReplacement(key + ": " + change.value()));
    String remark = "   # " + key + ": " + change.value() + " " + change.why();
    return text.substring(0, line.start()) + values + remark + text.substring(line.end());
  }

  /**
   * The same with an entry of {@code sources} to check: as a comment, because what it says of the
   * files is a guess.
   */
  private static String withSources(String text, List<String> missing) {
    for (String sentence : missing) {
      Matcher entry = SOURCES.matcher(oneLine(sentence));
      if (entry.find()) {
        return text.replaceFirst(
            "(?m)^# sources: \\[\\][^\n]*$",
            Matcher.quoteReplacement(
                "# " + entry.group() + "   # correct what is wrong and remove the first #"));
      }
    }
    return text;
  }

  /** The same with what was found, and what is missing, at its beginning. */
  ConfigTemplate describing(FolderProposal proposal) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Found: "
            + proposal.found()
            + (proposal.frames().isEmpty() ? "" : "; frames of " + proposal.frames())
            + ".");
    proposal.missing().forEach(sentence -> lines.add("# Missing: " + oneLine(sentence)));
    String complete = withSources(text, proposal.missing());
    int blank = complete.indexOf("\n\n") + 1;
    return new ConfigTemplate(
        complete.substring(0, blank) + String.join("\n", lines) + "\n" + complete.substring(blank));
  }

  /** Names of files, which may contain anything, must not end a comment. */
  private static String oneLine(String sentence) {
    return sentence.replaceAll("\\p{Cntrl}+|[\\u2028\\u2029\\u0085]", " ");
  }
}

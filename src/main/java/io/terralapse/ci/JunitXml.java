package io.terralapse.ci;

import io.terralapse.access.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The verdicts on scenes as JUnit XML, in the form that Jenkins and GitLab read: a test case for
 * each scene, passed if it is used, skipped if a rule left it out, failed if its data cannot be
 * used; and one for the run itself. Times are 0, so that the same run writes the same bytes.
 * Stateless.
 */
final class JunitXml {
  private JunitXml() {}

  /**
   * Writes the report.
   *
   * @param file replaced as a whole
   */
  static void write(RunReport report, Path file) throws IOException {
    WholeFile.write(file, text(report));
  }

  static String text(RunReport report) {
    int failures = report.with(SceneVerdict.Outcome.FAILED).size();
    int skipped = report.with(SceneVerdict.Outcome.DROPPED).size();
    int errors = report.failure().isEmpty() ? 0 : 1;
    String counts =
        attribute("tests", Integer.toString(report.verdicts().size() + 1))
            + attribute("failures", Integer.toString(failures))
            + attribute("errors", Integer.toString(errors));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    String suite = "terralapse." + report.name();
    xml.append("<testsuites")
        .append(attribute("name", "terralapse"))
        .append(counts)
        .append(attribute("time", "0"))
        .append(">\n  <testsuite")
        .append(attribute("name", suite))
        .append(counts)
        .append(attribute("skipped", Integer.toString(skipped)))
        .append(attribute("time", "0"))
        .append(">\n    <properties>\n");
    property(xml, "result", report.status(), "      ");
    report.result().ifPresent(result -> property(xml, "why", result.changes().why(), "      "));
    xml.append("    </properties>\n");
    run(xml, suite, report);
    report.verdicts().forEach(verdict -> testCase(xml, suite, verdict));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static void run(StringBuilder xml, String suite, RunReport report) {
    begin(xml, suite, "render");
    if (report.failure().isEmpty()) {
      xml.append("/>\n");
    } else {
      xml.append(">\n");
      problem(xml, "error", "exit-" + report.exitCode(), report.failure());
      xml.append("    </testcase>\n");
    }
  }

  private static void testCase(StringBuilder xml, String suite, SceneVerdict verdict) {
    String date = verdict.acquired();
    String panel = verdict.panelName().replace(' ', '-');
    begin(
        xml,
        suite + ".scenes" + (panel.isEmpty() ? "" : "." + panel),
        date.isEmpty() ? verdict.id() : date + " " + verdict.id());
    xml.append(">\n");
    if (!verdict.properties().isEmpty()) {
      xml.append("      <properties>\n");
      for (Map.Entry<String, String> entry : verdict.properties().entrySet()) {
        property(xml, entry.getKey(), entry.getValue(), "        ");
      }
      xml.append("      </properties>\n");
    }
    switch (verdict.outcome()) {
      case USED -> {
        // Passed.
      }
      case DROPPED ->
          xml.append("      <skipped")
              .append(attribute("type", verdict.reason()))
              .append(attribute("message", sentence(verdict)))
              .append("/>\n");
      case FAILED -> problem(xml, "failure", verdict.reason(), sentence(verdict));
    }
    xml.append("    </testcase>\n");
  }

  /** A ledger that keeps the location secret has no sentences. */
  private static String sentence(SceneVerdict verdict) {
    return verdict.detail().isEmpty() ? verdict.reason() : verdict.detail();
  }

  private static void begin(StringBuilder xml, String suite, String name) {
    xml.append("    <testcase")
        .append(attribute("classname", suite))
        .append(attribute("name", name))
        .append(attribute("time", "0"));
  }

  private static void problem(StringBuilder xml, String element, String type, String sentence) {
    xml.append("      <")
        .append(element)
        .append(attribute("type", type))
        .append(attribute("message", sentence))
        .append('>')
        .append(escape(sentence))
        .append("</")
        .append(element)
        .append(">\n");
  }

  private static void property(StringBuilder xml, String name, String value, String indent) {
    xml.append(indent)
        .append("<property")
        .append(attribute("name", name))
        .append(attribute("value", value))
        .append("/>\n");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escape(value) + "\"";
  }

  /**
   * Text for XML 1.0, which cannot hold most control characters, not even as references: they
   * become U+FFFD, as does half of a surrogate pair.
   */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&apos;";
      case '\t', '\n', '\r' -> "&#" + c + ";";
      default -> isCharacter(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  /** The production Char of XML 1.0. */
  private static boolean isCharacter(int c) {
    return (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}

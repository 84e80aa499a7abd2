package io.terralapse.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.terralapse.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The page that shows an alignment: one file that asks nothing of any server, works from a disk and
 * in print, and is the same for the same report. Everything that comes from outside is escaped by
 * the template engine, and a content security policy forbids what is not written here. Stateless.
 */
public final class AlignmentPage {
  private AlignmentPage() {}

  /**
   * Writes the page. Dates are written one after the other; nothing of the page is held.
   *
   * @param out is not closed
   * @throws IOException if it cannot be written
   */
  public static void write(AlignmentReport report, Writer out) throws IOException {
    Template template =
        Mustache.compiler().escapeHTML(true).strictSections(true).compile(read("mustache"));
    try {
      template.execute(content(report), out);
    } catch (RuntimeException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private static Map<String, Object> content(AlignmentReport report) throws IOException {
    String script = read("js");
    DateNames names = new DateNames(report.dates());
    ComparedPairs pairs = new ComparedPairs(report.edges());
    Map<String, Object> page = new HashMap<>();
    boolean titled = !report.title().isBlank();
    page.put("kicker", titled ? report.title() : "Alignment");
    page.put("title", titled ? report.title() + ": alignment" : "Alignment");
    page.put("toolVersion", report.toolVersion());
    page.put("style", read("css"));
    page.put("script", script);
    page.put("scriptHash", hash(script));
    page.put("headline", Words.headline(report));
    page.put("lead", Words.lead(report, names));
    page.put("magnification", VoteStage.MAGNIFICATION);
    page.put("hasMetres", Double.isFinite(report.pixelSizeM()));
    page.put("frame", frame(report));
    page.put("hasPlot", report.dates().size() > 1);
    page.put("plot", new ShiftPlot(report, names).content());
    page.put("graph", new DateGraph(report, pairs, names).content());
    DateCards dates = new DateCards(report, pairs, names);
    page.put("rows", report.dates().stream().map(dates::row).toList());
    boolean comparable = report.dates().stream().anyMatch(AlignedDate::isReference);
    Iterable<Map<String, Object>> cards =
        () -> report.dates().stream().map(date -> dates.card(date, comparable)).iterator();
    page.put("cards", cards);
    page.put("hasBlinks", comparable && report.dates().size() > 1);
    page.put(
        "hasContext",
        report.dates().stream().anyMatch(date -> new VoteStage(report, date).hasContext()));
    page.put("hasArrows", report.dates().stream().anyMatch(date -> !date.votesShown().isEmpty()));
    return page;
  }

  private static String frame(AlignmentReport report) {
    String size = report.width() + " × " + report.height();
    return Double.isFinite(report.pixelSizeM())
        ? size + ", " + Words.plain(report.pixelSizeM(), 2) + " m each"
        : size;
  }

  private static String read(String kind) throws IOException {
    try (InputStream in = AlignmentPage.class.getResourceAsStream("alignment." + kind)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How a content security policy names a script (CSP level 3, hash-source). */
  private static String hash(String script) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(script));
  }
}

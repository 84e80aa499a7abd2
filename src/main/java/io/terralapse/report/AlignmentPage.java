package io.terralapse.report;

import io.terralapse.template.HtmlTemplate;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Renders the alignment page: one self-contained HTML file that makes no network requests, can be
 * opened from disk and printed, and has the same bytes for the same report. The template engine
 * escapes all values, and a content security policy allows only the page's own script. Stateless.
 */
public final class AlignmentPage {
  private AlignmentPage() {}

  /**
   * Writes the page to a stream, date by date.
   *
   * @param out receives the page; not closed
   * @throws IOException if it cannot be written
   */
  public static void write(AlignmentReport report, Writer out) throws IOException {
    HtmlTemplate.write(AlignmentPage.class, "alignment", content(report), out);
  }

  private static Map<String, Object> content(AlignmentReport report) throws IOException {
    String script = HtmlTemplate.read(AlignmentPage.class, "alignment.js");
    DateNames names = new DateNames(report.dates());
    ComparedPairs pairs = new ComparedPairs(report.edges());
    Map<String, Object> page = new HashMap<>();
    boolean titled = !report.title().isBlank();
    page.put("kicker", titled ? report.title() : "Alignment");
    page.put("title", titled ? report.title() + ": alignment" : "Alignment");
    page.put("toolVersion", report.toolVersion());
    page.put(
        "style",
        HtmlTemplate.fontFaces() + HtmlTemplate.read(AlignmentPage.class, "alignment.css"));
    page.put("script", script);
    page.put("scriptHash", HtmlTemplate.hash(script));
    page.put("headline", PageText.headline(report));
    page.put("lead", PageText.lead(report, names));
    page.put("magnification", VoteOverlay.MAGNIFICATION);
    page.put("hasMetres", Double.isFinite(report.pixelSizeM()));
    page.put("frame", frame(report));
    page.put("hasPlot", report.dates().size() > 1);
    page.put(
        "plots",
        Arrays.stream(PageWidth.values())
            .map(width -> new ShiftPlot(report, names, width).content())
            .toList());
    page.put("graph", new DateGraph(report, pairs, names, PageWidth.WIDE).content());
    page.put(
        "graphs",
        Arrays.stream(PageWidth.values())
            .map(width -> new DateGraph(report, pairs, names, width).content())
            .toList());
    DateCards dates = new DateCards(report, pairs, names);
    page.put("rows", report.dates().stream().map(dates::row).toList());
    boolean comparable = report.dates().stream().anyMatch(AlignedDate::isReference);
    Iterable<Map<String, Object>> cards =
        () -> report.dates().stream().map(date -> dates.card(date, comparable)).iterator();
    page.put("cards", cards);
    page.put("hasBlinks", comparable && report.dates().size() > 1);
    page.put(
        "hasContext",
        report.dates().stream().anyMatch(date -> new VoteOverlay(report, date).hasContext()));
    page.put("hasArrows", report.dates().stream().anyMatch(date -> !date.votes().isEmpty()));
    return page;
  }

  private static String frame(AlignmentReport report) {
    String size = report.width() + " × " + report.height() + " pixels";
    return Double.isFinite(report.pixelSizeM())
        ? size + " of " + PageText.plain(report.pixelSizeM(), 2) + " m"
        : size;
  }
}

package io.terralapse.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.terralapse.model.Sha256;
import io.terralapse.text.BundledFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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
    page.put("style", fontFaces() + read("css"));
    page.put("script", script);
    page.put("scriptHash", hash(script));
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

  /** The bundled font, which the video is written in. */
  private static String fontFaces() {
    StringBuilder css = new StringBuilder();
    for (BundledFont font : BundledFont.values()) {
      css.append("@font-face { font-family: \"Inter\"; font-weight: ")
          .append(font.weight())
          .append("; src: url(\"data:font/otf;base64,")
          .append(Base64.getEncoder().encodeToString(font.bytes()))
          .append("\") format(\"opentype\"); }\n");
    }
    return css.toString();
  }

  private static String frame(AlignmentReport report) {
    String size = report.width() + " × " + report.height() + " pixels";
    return Double.isFinite(report.pixelSizeM())
        ? size + " of " + PageText.plain(report.pixelSizeM(), 2) + " m"
        : size;
  }

  private static String read(String kind) throws IOException {
    try (InputStream in = AlignmentPage.class.getResourceAsStream("alignment." + kind)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The hash-source of a script in a content security policy (CSP level 3). */
  private static String hash(String script) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(script));
  }
}

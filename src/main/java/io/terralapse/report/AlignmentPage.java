package io.terralapse.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
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
    Map<String, Object> page = new HashMap<>();
    page.put("title", report.title());
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
    page.put("graph", new DateGraph(report, names).content());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (AlignedDate date : report.dates()) {
      rows.add(row(report, date, names));
    }
    page.put("rows", rows);
    boolean comparable = report.dates().stream().anyMatch(AlignedDate::isReference);
    Iterable<Map<String, Object>> cards =
        () -> report.dates().stream().map(date -> card(report, date, names, comparable)).iterator();
    page.put("cards", cards);
    return page;
  }

  private static String frame(AlignmentReport report) {
    String size = report.width() + " × " + report.height();
    return Double.isFinite(report.pixelSizeM())
        ? size + ", " + Words.plain(report.pixelSizeM(), 2) + " m each"
        : size;
  }

  private static Map<String, Object> row(
      AlignmentReport report, AlignedDate date, DateNames names) {
    Map<String, Object> row = new HashMap<>();
    row.put("number", report.dates().indexOf(date) + 1);
    row.put("name", names.of(date.id()));
    row.put("badge", Words.badge(date));
    row.put("status", date.status());
    boolean measured = date.measured();
    row.put("dx", measured ? Words.signed(date.dxPx(), 3) : "–");
    row.put("dy", measured ? Words.signed(date.dyPx(), 3) : "–");
    row.put("uncertainty", date.isAligned() ? Words.plain(date.uncertaintyPx(), 3) : "–");
    row.put("model", date.model());
    row.put("windows", date.votes() + " of " + (date.votes() + date.rejectedVotes()) + " agree");
    row.put("closure", date.isAligned() ? Words.plain(date.closurePx(), 3) : "–");
    row.put("confidence", Words.plain(date.confidence(), 2));
    return row;
  }

  private static Map<String, Object> card(
      AlignmentReport report, AlignedDate date, DateNames names, boolean comparable) {
    Map<String, Object> card = new HashMap<>(row(report, date, names));
    card.put("sentence", Words.verdict(date, report.pixelSizeM()));
    card.put("stage", new VoteStage(report, date).content());
    card.put("moved", date.applied());
    card.put("comparable", comparable && !date.isReference());
    card.put("after", Base64.getEncoder().encodeToString(date.afterJpeg()));
    card.put("before", date.applied() ? Base64.getEncoder().encodeToString(date.beforeJpeg()) : "");
    List<Map<String, Object>> facts = new ArrayList<>();
    facts.add(fact("right", card.get("dx") + " px"));
    facts.add(fact("down", card.get("dy") + " px"));
    facts.add(fact("uncertainty", card.get("uncertainty") + " px"));
    facts.add(fact("model", date.model()));
    facts.add(fact("windows", Objects.toString(card.get("windows"))));
    facts.add(fact("their spread", Words.plain(date.residualPx(), 3) + " px"));
    facts.add(fact("closure", card.get("closure") + " px"));
    facts.add(fact("confidence", Words.plain(date.confidence(), 2)));
    facts.add(fact("scene", date.id()));
    card.put("facts", date.isReference() ? facts.subList(8, 9) : facts);
    return card;
  }

  private static Map<String, Object> fact(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  private static String read(String kind) throws IOException {
    try (InputStream in = AlignmentPage.class.getResourceAsStream("alignment." + kind)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How a content security policy names a script (CSP level 3, hash-source). */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
